package gatewise.export;

import gatewise.io.UserError;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/** Whether a model computes with whole numbers of few bits, which the networks here do not. */
final class Quantisation {
    private static final String OPERATOR = ".*[Qq]uantize.*|QLinear.*|.*Integer|QGemm|QAttention|.*NBits";
    /** By the numbers of {@link TensorProto.DataType}; the last two are those of UINT4 and INT4, which came later. */
    private static final Set<Integer> TYPES = Set.of(
            TensorProto.DataType.INT8_VALUE,
            TensorProto.DataType.UINT8_VALUE,
            TensorProto.DataType.INT16_VALUE,
            TensorProto.DataType.UINT16_VALUE,
            21,
            22);

    private Quantisation() {}

    static boolean isOf(Node node) {
        return node.type().matches(OPERATOR);
    }

    static boolean isOf(TensorProto constant) {
        return TYPES.contains(constant.getDataType());
    }

    /** The first sign of it among nodes and constants, in the bodies of loops too; null if there is none. */
    static String sign(List<NodeProto> nodes, List<TensorProto> constants) {
        Stream<String> ofNodes = nodes.stream().map(Quantisation::sign);
        return Stream.concat(ofNodes, constants.stream().map(Quantisation::sign))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String sign(NodeProto proto) {
        Node node = new Node(proto);
        return isOf(node)
                ? node.title()
                : proto.getAttributeList().stream()
                        .map(attribute -> attribute.hasT() ? sign(attribute.getT()) : sign(attribute.getG()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static String sign(GraphProto body) {
        return sign(body.getNodeList(), body.getInitializerList());
    }

    private static String sign(TensorProto constant) {
        return isOf(constant)
                ? "constant '" + constant.getName() + "' is of type " + TensorReader.type(constant)
                : null;
    }

    /**
     * What keeps a quantised model from being read.
     *
     * @param sign of its being quantised
     * @param obstacle what is wrong first
     * @param cause whether it is wrong because the model is quantised
     */
    static UserError refusal(String sign, UserError obstacle, boolean cause) {
        return new UserError(
                "the model is quantised" + (cause ? ": " : " (" + sign + "), and ") + obstacle.problem(),
                cause ? "give it as it was before that, in floats" : obstacle.fix() + ", in floats");
    }
}
