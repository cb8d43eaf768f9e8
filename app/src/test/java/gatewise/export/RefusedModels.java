package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;

import gatewise.network.Cell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;

/** Models that no network here computes the same as, by what the refusal must say. */
final class RefusedModels {
    private final Map<String, byte[]> models = new LinkedHashMap<>();

    private RefusedModels() {}

    /** The index of the first node of a type, or of the last before the first of another type. */
    static int index(GraphProto.Builder graph, String type, String... before) {
        int found = -1;
        for (int i = 0; i < graph.getNodeCount(); i++) {
            String here = graph.getNode(i).getOpType();
            if (before.length > 0 && here.equals(before[0])) {
                break;
            }
            if (here.equals(type) && (found < 0 || before.length > 0)) {
                found = i;
            }
        }
        return found;
    }

    static Map<String, byte[]> all() throws Exception {
        RefusedModels refused = new RefusedModels();
        refused.settings();
        refused.graphs();
        refused.ends();
        refused.constants();
        return refused.models;
    }

    private void put(String words, Cell cell, Consumer<GraphProto.Builder> change) throws Exception {
        put(words, OnnxImportTest.torch(cell), change);
    }

    private void put(String words, ModelProto model, Consumer<GraphProto.Builder> change) {
        ModelProto.Builder changed = model.toBuilder();
        change.accept(changed.getGraphBuilder());
        models.put(words, changed.build().toByteArray());
    }

    private static NodeProto.Builder node(GraphProto.Builder graph, String type) {
        return graph.getNodeBuilder(index(graph, type));
    }

    private static void inputs(NodeProto.Builder node, int count) {
        while (node.getInputCount() < count) {
            node.addInput("");
        }
    }

    private static AttributeProto.Builder texts(String name, String... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRINGS);
        for (String value : values) {
            attribute.addStrings(ByteString.copyFromUtf8(value));
        }
        return attribute;
    }

    private void settings() throws Exception {
        put("(LSTM) has peepholes | without them", Cell.LSTM, graph -> {
            NodeProto.Builder lstm = node(graph, "LSTM");
            inputs(lstm, 8);
            lstm.setInput(7, "peepholes");
            graph.addInitializer(OnnxGraph.floatTensor("peepholes", List.of(1, 12), ones(12)));
        });
        put("(LSTM) clips at 3.0", Cell.LSTM, graph -> node(graph, "LSTM").addAttribute(attribute("clip", 3f)));
        put(
                "(LSTM) couples its input and forget gates",
                Cell.LSTM,
                graph -> node(graph, "LSTM").addAttribute(attribute("input_forget", 1)));
        put(
                "(GRU) has the activations [HardSigmoid, Tanh] | [sigmoid, tanh]",
                Cell.GRU,
                graph -> node(graph, "GRU").addAttribute(texts("activations", "HardSigmoid", "Tanh")));
        put("(RNN) has the activations [Relu]", Cell.SIMPLE, graph -> {
            NodeProto.Builder rnn = node(graph, "RNN");
            for (int i = 0; i < rnn.getAttributeCount(); i++) {
                if (rnn.getAttribute(i).getName().equals("activations")) {
                    rnn.setAttribute(i, texts("activations", "Relu"));
                }
            }
        });
        put("(LSTM) has lengths of its own for each sequence", Cell.LSTM, graph -> {
            node(graph, "LSTM").setInput(4, "lengths");
            graph.addInput(graph.getInput(0).toBuilder().setName("lengths"));
        });
        put("(LSTM) has an initial state (initial_h) that is not zero", Cell.LSTM, graph -> {
            node(graph, "LSTM").setInput(5, "start");
            graph.addInitializer(OnnxGraph.floatTensor("start", List.of(1, 1, 4), ones(4)));
        });
        put("(LSTM) has an initial state (initial_c) that is not known | 'c0' is an input", Cell.LSTM, graph -> {
            node(graph, "LSTM").setInput(6, "c0");
            graph.addInput(graph.getInput(0).toBuilder().setName("c0"));
        });
        put("(LSTM) reads the sequence backwards only", Cell.LSTM, graph -> {
            NodeProto.Builder lstm = node(graph, "LSTM");
            for (int i = 0; i < lstm.getAttributeCount(); i++) {
                if (lstm.getAttribute(i).getName().equals("direction")) {
                    lstm.setAttribute(i, attribute("direction", "reverse"));
                }
            }
            firstStep(graph);
        });
    }

    /** Takes the first step, where a backward layer has read everything. */
    private static void firstStep(GraphProto.Builder graph) {
        NodeProto.Builder gather = node(graph, "Gather");
        gather.setInput(1, "zero");
        graph.addInitializer(OnnxGraph.longTensor("zero", List.of(), 0));
    }

    private void graphs() throws Exception {
        put("node 'extra' (Relu) has no place in a network", Cell.LSTM, graph -> insert(graph, "Gemm", "Relu"));
        put(
                "(Embed) is of the operator set com.microsoft",
                Cell.GRU,
                graph -> insert(graph, "GRU", "Embed").setDomain("com.microsoft"));
        put("(ReduceMean) has no place in a network", Cell.LSTM, graph -> {
            NodeProto.Builder gather = node(graph, "Gather");
            String input = gather.getInput(0);
            gather.setOpType("ReduceMean")
                    .clearAttribute()
                    .clearInput()
                    .addInput(input)
                    .addAttribute(attribute("axes", new int[] {1}));
        });
        put("(Gemm) is a second linear layer", Cell.LSTM, graph -> {
            insert(graph, "Gemm", "Gemm").addInput("square").addInput("offset");
            graph.addInitializer(OnnxGraph.floatTensor("square", List.of(4, 4), ones(16)));
            graph.addInitializer(OnnxGraph.floatTensor("offset", List.of(4), ones(4)));
        });
        put(
                "(LSTM) reads [features, steps, batch]; expected | [steps, batch, features], by its layout",
                Cell.LSTM,
                graph ->
                        node(graph, "Transpose").clearAttribute().addAttribute(attribute("perm", new int[] {2, 1, 0})));
        put(
                "the input 'input' is of type INT64",
                Cell.LSTM,
                graph -> graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .setElemType(TensorProto.DataType.INT64_VALUE));
        put("no node gives 'nowhere'", Cell.LSTM, graph -> node(graph, "Gemm").setInput(0, "nowhere"));
        put("the model has no input", Cell.LSTM, GraphProto.Builder::clearInput);
        put("differs from | in its cell or its directions", mixed(), graph -> {});
    }

    /** A GRU on an LSTM. */
    private static ModelProto mixed() throws Exception {
        ModelBuilder model = new ModelBuilder();
        String x = model.graph.input("x", 6, "batch", 5);
        String first = model.node(
                "LSTM", List.of(x, model.weights(1, 16, 5), model.weights(1, 16, 4)), attribute("hidden_size", 4));
        String second = model.nodes(
                        "GRU",
                        2,
                        List.of(
                                model.node("Squeeze", List.of(first, model.longs(1))),
                                model.weights(1, 12, 4),
                                model.weights(1, 12, 4)),
                        attribute("hidden_size", 4))
                .get(1);
        String scores = model.node(
                "MatMul", List.of(model.node("Squeeze", List.of(second, model.longs(0))), model.weights(4, 3)));
        model.graph.output(scores, "batch", 3);
        return ModelProto.parseFrom(model.bytes(14));
    }

    private static NodeProto.Builder insert(GraphProto.Builder graph, String before, String type) {
        int place = index(graph, before);
        String input = graph.getNode(place).getInput(0);
        graph.getNodeBuilder(place).setInput(0, "inserted");
        return graph.addNodeBuilder(place)
                .setOpType(type)
                .setName("extra")
                .addInput(input)
                .addOutput("inserted");
    }

    private void ends() throws Exception {
        put(
                "(LSTM) reads backwards too | one step only (PyTorch's output[:, -1]) | PyTorch's h_n",
                ModelProto.parseFrom(new TorchModels(Cell.LSTM, true, TorchModels.Initial.FROM_SHAPE, 4)
                        .classifier(TorchModels.End.LAST_STEP, true)),
                graph -> {});
        put(
                "(GRU) reads backwards too | the head takes that direction at the last step",
                ModelProto.parseFrom(new TorchModels(Cell.GRU, true, TorchModels.Initial.NONE, 4, 4)
                        .classifier(TorchModels.End.LAST_SLICE, false)),
                graph -> {});
        put("(LSTM) is read at the first step", Cell.LSTM, RefusedModels::firstStep);
        put("(Gather) takes step 2", Cell.LSTM, graph -> {
            node(graph, "Gather").setInput(1, "two");
            graph.addInitializer(OnnxGraph.longTensor("two", List.of(), 2));
        });
        put("the model answers at every step", Cell.LSTM, graph -> {
            String sequence = node(graph, "Gather").getInput(0);
            node(graph, "Gemm")
                    .setOpType("MatMul")
                    .clearAttribute()
                    .clearInput()
                    .addInput(sequence)
                    .addInput("head");
            graph.addInitializer(OnnxGraph.floatTensor("head", List.of(4, 4), ones(16)));
        });
        put(
                "no output comes from a linear layer",
                Cell.LSTM,
                graph -> graph.getOutputBuilder(0).setName(node(graph, "Gather").getOutput(0)));
        put("classes must be in 2", Cell.LSTM, graph -> {
            node(graph, "Gemm").setInput(1, "one").setInput(2, "bias");
            graph.addInitializer(OnnxGraph.floatTensor("one", List.of(1, 4), ones(4)));
            graph.addInitializer(OnnxGraph.floatTensor("bias", List.of(1), ones(1)));
        });
    }

    private void constants() throws Exception {
        put(
                "is of type FLOAT16, expected FLOAT; export the model in single precision",
                Cell.LSTM,
                graph -> graph.getInitializerBuilder(0).setDataType(TensorProto.DataType.FLOAT16_VALUE));
        put("holds 79 values; expected 80", Cell.LSTM, graph -> {
            TensorProto.Builder weights = graph.getInitializerBuilder(0);
            weights.setRawData(weights.getRawData().substring(4));
        });
        put("holds 322 bytes; expected 4 for each of its values", Cell.LSTM, graph -> {
            TensorProto.Builder weights = graph.getInitializerBuilder(0);
            weights.setRawData(weights.getRawData().concat(ByteString.copyFrom(new byte[2])));
        });
        put(
                "holds its values twice; expected them once",
                Cell.LSTM,
                graph -> graph.getInitializerBuilder(0).addFloatData(1));
        put("has the attribute 'value_float' twice; export the model again", Cell.LSTM, graph -> {
            NodeProto.Builder constant = graph.addNodeBuilder().setOpType("Constant");
            constant.addOutput("elsewhere");
            for (float value : new float[] {1, 2}) {
                constant.addAttributeBuilder()
                        .setName("value_float")
                        .setType(AttributeProto.AttributeType.FLOAT)
                        .setF(value);
            }
        });
        put("has the attribute 'hidden_size' twice; export the model again", Cell.LSTM, graph -> {
            NodeProto.Builder lstm = node(graph, "LSTM");
            lstm.addAttribute(lstm.getAttributeList().stream()
                    .filter(attribute -> attribute.getName().equals("hidden_size"))
                    .findFirst()
                    .orElseThrow());
        });
        put(
                "has recurrent weights of shape [1, 4, 16]; expected [1, 16, 4]",
                Cell.LSTM,
                graph -> graph.getInitializerBuilder(1).clearDims().addAllDims(List.of(1L, 4L, 16L)));
        put(
                "has the shape [1, -1, 5]",
                Cell.LSTM,
                graph -> graph.getInitializerBuilder(0).setDims(1, -1));
        put(
                "is kept in the file 'weights.bin'",
                Cell.GRU,
                graph -> graph.getInitializerBuilder(0)
                        .clearRawData()
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalDataBuilder()
                        .setKey("location")
                        .setValue("weights.bin"));
        put("(Gemm) has weights of shape [4, 5]; expected [classes, 4]", Cell.LSTM, graph -> {
            node(graph, "Gemm").setInput(1, "tall");
            graph.addInitializer(OnnxGraph.floatTensor("tall", List.of(4, 5), ones(20)));
        });
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
