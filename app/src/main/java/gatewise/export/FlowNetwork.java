package gatewise.export;

import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.export.Value.Axis;
import gatewise.export.Value.CellSource;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Part;
import gatewise.export.Value.When;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.network.Output;
import java.util.ArrayList;
import java.util.List;

/** Makes a network of the flow that is a model's answer, if there is one that computes the same. */
final class FlowNetwork {
    private final List<Directions> layers = new ArrayList<>();
    private final Flow answer;
    private final Flow input;
    private final Task task;

    /** @throws UserError if no network here computes the same */
    FlowNetwork(Flow answer, Task task) {
        this.answer = answer;
        this.task = task;
        checkAnswer();
        List<Part> parts = answer.parts();
        while (true) {
            Directions layer = Directions.of(
                    parts, layers.isEmpty() ? "the head" : layers.get(0).title());
            layers.add(0, layer);
            parts = layer.inputs();
            long fromInput =
                    parts.stream().filter(part -> part.source() == null).count();
            if (fromInput == parts.size()) {
                input = layer.forward().input();
                checkInput(layer);
                return;
            }
            if (fromInput > 0) {
                throw new UserError(
                        layer.title() + " reads the input and another layer", "expected the layer before it alone");
            }
        }
    }

    private static void checkInput(Directions first) {
        for (CellSource source : first.sources()) {
            if (source.input().parts().size() != 1) {
                throw new UserError(first.title() + " reads the input more than once", "expected once");
            }
        }
    }

    /** The cells of a layer; the backward one is null with one direction. */
    private record Directions(CellSource forward, CellSource backward) {

        static Directions of(List<Part> parts, String reader) {
            List<CellSource> sources = new ArrayList<>();
            for (Part part : parts) {
                if (part.source() == null) {
                    throw new UserError(
                            reader + " reads the input beside what cells give", "expected one layer's output");
                }
                if (sources.stream().noneMatch(source -> source == part.source())) {
                    sources.add(part.source());
                }
            }
            List<CellSource> forward =
                    sources.stream().filter(source -> !source.backward()).toList();
            List<CellSource> backward =
                    sources.stream().filter(CellSource::backward).toList();
            if (forward.isEmpty()) {
                throw backward.get(0).node().refusal("reads the sequence backwards only", "a forward direction too");
            }
            if (forward.size() > 1 || backward.size() > 1) {
                throw new UserError(
                        reader + " reads the outputs of " + sources.size() + " cells",
                        "expected those of one layer, one for each direction");
            }
            Directions layer = new Directions(forward.get(0), backward.isEmpty() ? null : backward.get(0));
            if (layer.backward != null) {
                layer.checkAlike();
            }
            return layer;
        }

        private void checkAlike() {
            if (!forward.kind().equals(backward.kind())
                    || hiddenSize() != backward.weights().hiddenSize()) {
                throw backward.node().refusal("differs from its forward direction in kind or size", "the same");
            }
        }

        String title() {
            return forward.node().title();
        }

        int hiddenSize() {
            return forward.weights().hiddenSize();
        }

        List<CellSource> sources() {
            return backward == null ? List.of(forward) : List.of(forward, backward);
        }

        /** Of both directions. */
        List<Part> inputs() {
            return sources().stream()
                    .flatMap(source -> source.input().parts().stream())
                    .toList();
        }

        /** Weights [rows][features of the parts] as weights [rows][forward, backward]. */
        float[][] columns(float[][] weights, List<Part> parts) {
            float[][] columns =
                    new float[weights.length][hiddenSize() * sources().size()];
            for (int row = 0; row < weights.length; row++) {
                int from = 0;
                for (Part part : parts) {
                    int to = part.source() == forward ? 0 : hiddenSize();
                    for (int i = 0; i < part.width(); i++) {
                        columns[row][to + i] += weights[row][from + i];
                    }
                    from += part.width();
                }
            }
            return columns;
        }
    }

    private void checkAnswer() {
        List<Axis> axes =
                answer.axes().stream().filter(axis -> axis != Axis.ONE).toList();
        if (task.atEveryStep()) {
            checkEveryStep(axes);
            return;
        }
        if (axes.contains(Axis.STEPS)) {
            throw new UserError("the model answers at every step", "expected one answer, after the last step");
        }
        if (!task.saysClasses() && answer.answer() != Value.Answer.LOGITS) {
            throw new UserError("the model says probabilities, and its task is to " + task, "expected numbers");
        }
        if (!axes.equals(List.of(Axis.BATCH, Axis.FEATURES))) {
            throw new UserError("the model's answer is " + answer.axesText(), "expected [batch, classes]");
        }
        for (Part part : answer.parts()) {
            if (part.source() == null) {
                throw new UserError("the head reads the input", "expected the last recurrent layer's output");
            }
            if (part.source().backward() && part.when() == When.LAST) {
                throw part.source()
                        .node()
                        .refusal(
                                "reads backwards too, and the head takes that direction at the last step, where it has read"
                                        + " one step only (PyTorch's output[:, -1])",
                                "its state after the whole sequence, at the first step (PyTorch's h_n)");
            }
            if (!part.source().backward() && part.when() == When.FIRST) {
                throw part.source()
                        .node()
                        .refusal("is read at the first step, where it has read that step only", "its last step");
            }
        }
    }

    private void checkEveryStep(List<Axis> axes) {
        boolean inOrder = answer.parts().stream().allMatch(part -> part.source() != null && part.when() == When.ALL);
        if (!axes.equals(List.of(Axis.BATCH, Axis.STEPS, Axis.FEATURES)) || !inOrder) {
            throw new UserError(
                    "the model's answer is " + answer.axesText() + (inOrder ? "" : " with its steps in another order"),
                    "expected [batch, steps, classes]");
        }
    }

    /** As the model scales its input, column by column; null if it does not. */
    Scaling inputScaling() {
        return input.affine().columns();
    }

    /** As the model scales its answer back; null if it does not. */
    Scaling outputScaling() {
        return answer.affine().columns();
    }

    /**
     * The network with all its parameters.
     *
     * @param mean with the deviation, what the model's input was made of: {@code (x - mean) / deviation}, with x the
     *     input of the network
     */
    NetworkWeights weights(int timeSteps, double mean, double deviation) {
        Directions first = layers.get(0);
        boolean bidirectional = first.backward() != null;
        for (Directions layer : layers) {
            if (!layer.forward().kind().equals(first.forward().kind()) || (layer.backward() != null) != bidirectional) {
                throw new UserError(
                        layer.title() + " differs from " + first.title() + " in its cell or its directions"
                                + (layer.forward().byLengths()
                                                == first.forward().byLengths()
                                        ? ""
                                        : ", or in reading lengths"),
                        "expected the same in every layer");
            }
        }
        NetworkSpec spec = NetworkSpec.tutorial().toBuilder()
                .inputSize(input.parts().get(0).width())
                .timeSteps(timeSteps)
                .classes(answer.head().bias().length)
                .cell(first.forward().cell())
                .hiddenSizes(layers.stream().map(Directions::hiddenSize).toList())
                .bidirectional(bidirectional)
                .resetAfter(first.forward().resetAfter())
                .output(Output.of(task))
                .build();
        List<List<CellWeights>> cells = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            List<CellWeights> directions = new ArrayList<>();
            for (CellSource source : layers.get(layer).sources()) {
                directions.add(layer == 0 ? scaled(source, mean, deviation) : reordered(source, layers.get(layer - 1)));
            }
            cells.add(directions);
        }
        Directions last = layers.get(layers.size() - 1);
        return new NetworkWeights(
                spec,
                cells,
                last.columns(answer.head().weights(), answer.parts()),
                answer.head().bias());
    }

    private static CellWeights reordered(CellSource source, Directions before) {
        CellWeights weights = source.weights();
        float[][][] columns = new float[weights.input().length][][];
        for (int gate = 0; gate < columns.length; gate++) {
            columns[gate] = before.columns(weights.input()[gate], source.input().parts());
        }
        return new CellWeights(columns, weights.recurrent(), weights.bias(), weights.recurrentBias());
    }

    /** What is done to the input is done by the weights instead: {@code W(s * x + t) = (s * W)x + t * W1}. */
    private static CellWeights scaled(CellSource source, double mean, double deviation) {
        double scale = source.input().scale() / deviation;
        double shift = source.input().shift() - source.input().scale() * mean / deviation;
        CellWeights weights = source.weights();
        if (scale == 1 && shift == 0) {
            return weights;
        }
        float[][][] input = new float[weights.input().length][weights.hiddenSize()][weights.inputSize()];
        float[][] bias = new float[input.length][weights.hiddenSize()];
        for (int gate = 0; gate < input.length; gate++) {
            for (int unit = 0; unit < bias[gate].length; unit++) {
                double sum = 0;
                for (int i = 0; i < input[gate][unit].length; i++) {
                    double weight = weights.input()[gate][unit][i];
                    sum += weight;
                    input[gate][unit][i] = (float) (scale * weight);
                }
                bias[gate][unit] = (float) (weights.bias()[gate][unit] + shift * sum);
            }
        }
        return new CellWeights(input, weights.recurrent(), bias, weights.recurrentBias());
    }
}
