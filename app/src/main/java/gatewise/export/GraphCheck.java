package gatewise.export;

import gatewise.io.UserError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/**
 * Finds what no network here computes, whatever the input is taken for: it is said before what a setting could mend, and
 * an operator before its settings, and these before the numbers that they read.
 */
final class GraphCheck {
    private static final Set<String> OPERATORS = Set.of(
            "LSTM",
            "GRU",
            "RNN",
            "Add",
            "Cast",
            "Concat",
            "Constant",
            "ConstantOfShape",
            "Div",
            "Dropout",
            "Expand",
            "Flatten",
            "Gather",
            "Gemm",
            "Identity",
            "LogSoftmax",
            "MatMul",
            "Mul",
            "Reshape",
            "Shape",
            "Slice",
            "Softmax",
            "Split",
            "Squeeze",
            "Sub",
            "Tile",
            "Transpose",
            "Unsqueeze");

    private final Map<String, NodeProto> givers = new HashMap<>();
    private final GraphProto graph;

    private GraphCheck(GraphProto graph) {
        this.graph = graph;
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> givers.put(output, node)));
    }

    /** @throws UserError if there is such a thing on the way to every output */
    static void check(GraphProto graph) {
        // Of all nodes, as the shape of a weight may be computed by some that do not count as needed.
        for (NodeProto node : graph.getNodeList()) {
            UserError repeated = new Node(node).repeatedAttribute();
            if (repeated != null) {
                throw repeated;
            }
        }
        GraphCheck check = new GraphCheck(graph);
        UserError first = null;
        for (ValueInfoProto output : graph.getOutputList()) {
            UserError obstacle = check.obstacle(output.getName());
            if (obstacle == null) {
                return;
            }
            first = first == null ? obstacle : first;
        }
        if (first != null) {
            throw first;
        }
    }

    /** Whether a network here may compute what its operator does. */
    static boolean isFollowed(Node node) {
        return !node.isForeign() && OPERATORS.contains(node.type());
    }

    /** Null if there is none. */
    private UserError obstacle(String output) {
        Set<String> needed = needed(output);
        List<Node> nodes = graph.getNodeList().stream()
                .filter(node -> node.getOutputList().stream().anyMatch(needed::contains))
                .map(Node::new)
                .toList();
        List<TensorProto> constants = constants(nodes, needed);
        String quantised = Quantisation.sign(nodes.stream().map(Node::proto).toList(), constants);
        for (Node node : nodes) {
            if (!isFollowed(node)) {
                UserError refusal = node.isForeign() ? node.foreign() : node.misplaced();
                return quantised == null ? refusal : Quantisation.refusal(quantised, refusal, Quantisation.isOf(node));
            }
        }
        for (Node node : nodes) {
            UserError wrong = RecurrentNode.isRecurrent(node) ? RecurrentNode.wrongAttribute(node) : null;
            if (wrong != null) {
                return quantised == null ? wrong : Quantisation.refusal(quantised, wrong, false);
            }
        }
        for (TensorProto constant : constants) {
            if (!TensorReader.isRead(constant)) {
                UserError wrong = TensorReader.wrongType(constant);
                return quantised == null ? wrong : Quantisation.refusal(quantised, wrong, Quantisation.isOf(constant));
            }
        }
        return null;
    }

    /** Initializers, and those that nodes give. */
    private List<TensorProto> constants(List<Node> nodes, Set<String> needed) {
        Stream<TensorProto> ofNodes = nodes.stream()
                .filter(node -> node.type().equals("Constant") && node.attribute("value") != null)
                .map(node ->
                        named(node.attribute("value").getT(), node.outputs().get(0)));
        return Stream.concat(
                        graph.getInitializerList().stream().filter(constant -> needed.contains(constant.getName())),
                        ofNodes)
                .toList();
    }

    private static TensorProto named(TensorProto constant, String name) {
        return constant.getName().isEmpty() ? constant.toBuilder().setName(name).build() : constant;
    }

    /** What an output is computed from, without what is but the size of something, or of zeros. */
    private Set<String> needed(String output) {
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            String name = open.remove();
            NodeProto node = givers.get(name);
            if (needed.add(name) && node != null) {
                open.addAll(needed(node));
            }
        }
        return needed;
    }

    private static List<String> needed(NodeProto proto) {
        Node node = new Node(proto);
        List<String> inputs = node.inputs();
        if (node.type().equals("Shape") || node.type().equals("ConstantOfShape")) {
            return List.of();
        }
        boolean firstAlone = ConstantOperators.keepsZeros(node) && !node.type().equals("Concat");
        return firstAlone ? inputs.subList(0, Math.min(1, inputs.size())) : inputs;
    }
}
