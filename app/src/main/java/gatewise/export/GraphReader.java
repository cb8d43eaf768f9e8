package gatewise.export;

import gatewise.export.Value.Constant;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Lengths;
import gatewise.export.Value.Unknown;
import gatewise.export.Value.Zeros;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/**
 * Follows a graph from its input to its outputs without running it: what depends on the input alone stays a {@link Flow},
 * all else is computed. A node that cannot be followed makes its outputs {@link Unknown}, which matters only if the
 * model's answer depends on them.
 */
final class GraphReader {
    private final Map<String, Value> values = new HashMap<>();
    private final Source source;
    private final TensorReader tensors;
    private final FlowOperators flows;
    private final ConstantOperators constants;
    private final Limits limits = new Limits();

    /**
     * What a model takes.
     *
     * @param lengths the name of the input that holds the steps of each sequence; null for none
     * @param flow what the input is taken for
     * @param saysNumbers whether the model is known to say numbers, not classes
     */
    record Source(String input, String lengths, Flow flow, boolean saysNumbers) {
        boolean isRead(String name) {
            return name.equals(input) || name.equals(lengths);
        }
    }

    GraphReader(GraphProto graph, TensorReader tensors, Source source, Sizes sizes) {
        this.source = source;
        this.tensors = tensors;
        String input = source.input();
        flows = new FlowOperators(sizes, limits, source.saysNumbers());
        constants = new ConstantOperators(tensors, limits);
        for (ValueInfoProto other : graph.getInputList()) {
            values.put(
                    other.getName(),
                    new Unknown(
                            "'" + Text.name(other.getName()) + "' is an input of the model beside '" + Text.name(input)
                                    + "'",
                            "expected the sequence as the only one"));
        }
        if (source.lengths() != null) {
            values.put(source.lengths(), new Lengths());
        }
        values.put(input, source.flow());
        for (TensorProto initializer : graph.getInitializerList()) {
            values.put(initializer.getName(), attempt(() -> new Constant(tensors.read(initializer, limits))));
        }
        for (NodeProto proto : graph.getNodeList()) {
            read(new Node(proto));
        }
    }

    private interface Attempt {
        Value run();
    }

    private static Value attempt(Attempt attempt) {
        try {
            return attempt.run();
        } catch (Limits.TooLarge e) {
            throw e;
        } catch (UserError e) {
            return new Unknown(e);
        }
    }

    Source source() {
        return source;
    }

    TensorReader tensors() {
        return tensors;
    }

    Value value(String name) {
        return values.getOrDefault(
                name,
                new Unknown(
                        "no node gives '" + Text.name(name) + "', which another one reads", "expected a valid model"));
    }

    private void read(Node node) {
        List<Value> inputs = new ArrayList<>();
        node.inputs().forEach(name -> inputs.add(name.isEmpty() ? null : value(name)));
        List<Value> outputs;
        try {
            limits.read(elements(inputs));
            outputs = outputs(node, inputs);
        } catch (Limits.TooLarge e) {
            throw e;
        } catch (UserError e) {
            outputs = List.of(new Unknown(e));
        } catch (IndexOutOfBoundsException
                | ArithmeticException
                | NegativeArraySizeException
                | NullPointerException e) {
            outputs = List.of(new Unknown(node.title() + " does not fit its inputs", "expected a valid model"));
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            Value output = i < outputs.size()
                    ? outputs.get(i)
                    : outputs.get(0) instanceof Unknown
                            ? outputs.get(0)
                            : new Unknown(node.title() + " gives more than its first output", "expected one");
            values.put(node.outputs().get(i), output);
        }
    }

    private List<Value> outputs(Node node, List<Value> inputs) {
        if (node.isForeign()) {
            throw node.foreign();
        }
        if (RecurrentNode.isRecurrent(node)) {
            return RecurrentNode.outputs(node, inputs, limits);
        }
        Value first = inputs.isEmpty() ? null : inputs.get(0);
        if (ConstantOperators.keepsZeros(node) && isZero(first)) {
            Value zeros = constants.zeros(node, inputs);
            if (zeros != null) {
                return List.of(zeros);
            }
        }
        for (Value input : inputs) {
            if (input instanceof Unknown) {
                return List.of(input);
            }
        }
        return inputs.stream().anyMatch(Flow.class::isInstance)
                ? flows.outputs(node, inputs)
                : List.of(constants.output(node, inputs));
    }

    private static long elements(List<Value> inputs) {
        return inputs.stream()
                .mapToLong(input -> input instanceof Constant constant
                        ? constant.tensor().values().length
                        : input instanceof Flow flow ? flow.parts().size() : 0)
                .sum();
    }

    static boolean isZero(Value value) {
        return value instanceof Zeros
                || value instanceof Constant constant && constant.tensor().isZero();
    }
}
