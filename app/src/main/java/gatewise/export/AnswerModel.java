package gatewise.export;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * The part of a model that its answer is computed from, for another program to run. A model may come from anybody, and such a program
 * runs and says whatever stands in it: so what the answer does not need is left out, and all names of nodes; initial states that
 * are zero are left to the operator, however they were computed; and constants in other files are read by {@link ExternalData} alone.
 */
public final class AnswerModel {
    private static final int FIRST_STATE = 5; // initial_h, initial_c and the peepholes of an LSTM

    private final ModelProto model;
    private final TensorReader tensors;

    private AnswerModel(ModelProto model, TensorReader tensors) {
        this.model = model;
        this.tensors = tensors;
    }

    /**
     * @param reader that has read the graph; what it read from stays, whether the answer needs it or not
     * @param output the answer
     */
    static AnswerModel of(ModelProto model, GraphReader reader, ValueInfoProto output) {
        GraphProto graph = model.getGraph();
        List<NodeProto> nodes = graph.getNodeList().stream()
                .map(node -> withoutZeroStates(node, reader))
                .toList();
        Map<String, NodeProto> givers = new HashMap<>();
        nodes.forEach(node -> node.getOutputList().forEach(name -> givers.put(name, node)));
        Set<String> needed = needed(output.getName(), givers);
        GraphProto.Builder part = GraphProto.newBuilder().setName("answer").addOutput(output);
        Set<String> constants = new HashSet<>();
        for (TensorProto constant : graph.getInitializerList()) {
            if (needed.contains(constant.getName())) {
                part.addInitializer(constant);
                constants.add(constant.getName());
            }
        }
        for (ValueInfoProto input : graph.getInputList()) {
            String name = input.getName();
            if (reader.source().isRead(name) || needed.contains(name) && !constants.contains(name)) {
                part.addInput(input);
            }
        }
        nodes.stream()
                .filter(node -> node.getOutputList().stream().anyMatch(needed::contains))
                .forEach(part::addNode);
        ModelProto.Builder answer =
                ModelProto.newBuilder().setIrVersion(model.getIrVersion()).setGraph(part);
        model.getOpsetImportList().stream()
                .filter(operators ->
                        operators.getDomain().isEmpty() || operators.getDomain().equals("ai.onnx"))
                .forEach(answer::addOpsetImport);
        return new AnswerModel(answer.build(), reader.tensors());
    }

    private static NodeProto withoutZeroStates(NodeProto proto, GraphReader reader) {
        NodeProto.Builder node = proto.toBuilder().clearName().clearDocString();
        if (RecurrentNode.isRecurrent(new Node(proto))) {
            for (int i = FIRST_STATE; i < node.getInputCount(); i++) {
                if (GraphReader.isZero(reader.value(node.getInput(i)))) {
                    node.setInput(i, "");
                }
            }
        }
        return node.build();
    }

    private static Set<String> needed(String output, Map<String, NodeProto> givers) {
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            String name = open.remove();
            NodeProto node = givers.get(name);
            if (!name.isEmpty() && needed.add(name) && node != null) {
                open.addAll(node.getInputList());
            }
        }
        return needed;
    }

    /**
     * As a file has it.
     *
     * @throws UserError (a failed job) if the answer hangs on a node that is not followed here, so that nobody knows what it costs
     */
    public byte[] bytes() {
        ModelProto.Builder whole = model.toBuilder();
        GraphProto.Builder graph = whole.getGraphBuilder();
        graph.getInitializerBuilderList().forEach(this::putIn);
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            if (!GraphCheck.isFollowed(new Node(node.build()))) {
                throw UserError.failedJob(
                        Phrase.of(
                                Setting.ONNX_CHECK,
                                ": the model's answer takes a " + Text.name(node.getOpType())
                                        + ", which is not run beside what is imported"),
                        Phrase.of("leave out ", Setting.ONNX_CHECK),
                        null);
            }
            node.getAttributeBuilderList().stream()
                    .filter(AttributeProto.Builder::hasT)
                    .forEach(attribute -> putIn(attribute.getTBuilder()));
        }
        return whole.build().toByteArray();
    }

    private void putIn(TensorProto.Builder constant) {
        if (constant.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            ByteString bytes = ByteString.copyFrom(tensors.external(constant.build()));
            constant.clearExternalData().clearDataLocation().setRawData(bytes);
        }
    }
}
