package gatewise.export;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;

/** A node of a graph, with its attributes by name. */
record Node(NodeProto proto) {

    String type() {
        return proto.getOpType();
    }

    List<String> inputs() {
        return proto.getInputList();
    }

    /** Whether it has an input at this place. */
    boolean hasInput(int index) {
        return index < proto.getInputCount() && !proto.getInput(index).isEmpty();
    }

    List<String> outputs() {
        return proto.getOutputList();
    }

    /** That it has an attribute twice, of which one would be left out; null if it has not. */
    UserError repeatedAttribute() {
        Set<String> names = new HashSet<>();
        for (AttributeProto attribute : proto.getAttributeList()) {
            if (!names.add(attribute.getName())) {
                return new UserError(
                        Phrase.of(title(), ": has the attribute '" + attribute.getName() + "' twice"),
                        "export the model again");
            }
        }
        return null;
    }

    /** Null if it is not there. */
    AttributeProto attribute(String name) {
        return proto.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    long number(String name, long otherwise) {
        AttributeProto attribute = attribute(name);
        return attribute == null ? otherwise : attribute.getI();
    }

    String text(String name, String otherwise) {
        AttributeProto attribute = attribute(name);
        return attribute == null ? otherwise : attribute.getS().toStringUtf8();
    }

    /** Null if it is not there. */
    int[] numbers(String name) {
        AttributeProto attribute = attribute(name);
        return attribute == null
                ? null
                : attribute.getIntsList().stream().mapToInt(Node::toInt).toArray();
    }

    /** Bounds such as "to the end" are beyond an int. */
    static int toInt(double value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    /** Such as {@code node 'lstm_1' (LSTM)}; without a name, by its output. */
    String title() {
        return proto.getName().isEmpty()
                ? "the node that gives '"
                        + Text.name(outputs().stream()
                                .filter(o -> !o.isEmpty())
                                .findFirst()
                                .orElse("")) + "' (" + Text.name(type()) + ")"
                : "node '" + Text.name(proto.getName()) + "' (" + Text.name(type()) + ")";
    }

    /** Whether its operator is of another set than ONNX's own. */
    boolean isForeign() {
        return !proto.getDomain().isEmpty() && !proto.getDomain().equals("ai.onnx");
    }

    UserError foreign() {
        return refusal("is of the operator set " + Text.name(proto.getDomain()), "ONNX's own operators");
    }

    UserError misplaced() {
        return refusal(
                "has no place in a network of recurrent layers and a linear head",
                "LSTM, GRU or RNN, then Gemm or MatMul, then perhaps Softmax");
    }

    /** One line that names the node. */
    UserError refusal(String found, String expected) {
        return new UserError(title() + " " + found, "expected " + expected);
    }
}
