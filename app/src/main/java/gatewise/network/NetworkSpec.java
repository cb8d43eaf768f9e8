package gatewise.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.data.Task;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A network that reads sequences, in full: recurrent layers, then a linear head on what they end with, or on each step's outputs;
 * with softmax where it says classes.
 *
 * @param inputSize numbers a step, such as the pixels of a row
 * @param timeSteps steps of a sequence, such as the rows of an image; of sequences of unequal lengths, the most
 * @param classes classes to tell apart, at least 2; of a task that says numbers, how many
 * @param cell the recurrent cell of every layer
 * @param hiddenSizes units of each recurrent layer (and direction), the layer nearest to the input first
 * @param bidirectional whether each layer reads the sequence forwards and backwards, its outputs concatenated
 * @param resetAfter GRU: whether the reset gate acts after the recurrent product instead of before it
 * @param forgetBias LSTM: initial bias of the forget gate; all others start at 0
 * @param gateBias GRU: initial bias of the reset and the update gate; all others start at 0
 * @param dropout fraction of the activations between two layers (the head is one) dropped in training, 0 for none
 * @param kernel draws the input and the recurrent weights
 * @param head draws the weights and the bias of the head; a joint or Glorot draw leaves the bias at 0
 * @param optimizer how gradients become steps
 * @param l2 coefficient of {@code 0.5 * l2 * |weights|²} in the loss, biases not counted
 * @param clipping a bound on the gradients
 * @param output what the head says; null becomes {@link Output#CLASS}
 */
public record NetworkSpec(
        int inputSize,
        int timeSteps,
        int classes,
        Cell cell,
        List<Integer> hiddenSizes,
        boolean bidirectional,
        boolean resetAfter,
        double forgetBias,
        double gateBias,
        double dropout,
        Initializer kernel,
        Initializer head,
        Optimizer optimizer,
        double l2,
        GradientClipping clipping,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Output.IfClass.class)
        Output output) {

    /** Above this a mistyped number is likelier than a network. */
    public static final int MAX_SIZE = 1 << 16;

    private static final int MAX_LAYERS = 64;

    /** 1 GiB of floats. */
    private static final long MAX_PARAMETERS = 1L << 28;

    /** Numbers that a layer takes or gives for one sequence: 64 MiB of floats. */
    private static final long MAX_SEQUENCE = 1L << 24;

    public NetworkSpec {
        checkRange("inputSize", inputSize, 1, MAX_SIZE);
        checkRange("timeSteps", timeSteps, 1, MAX_SIZE);
        output = output == null ? Output.CLASS : output;
        checkRange("classes", classes, output.task().saysClasses() ? 2 : 1, MAX_SIZE);
        if (output.classWeights() != null && output.classWeights().size() != classes) {
            throw new UserError(
                    Phrase.of(
                            Setting.CLASS_WEIGHTS,
                            ": got " + output.classWeights().size() + ", expected one a class: " + classes),
                    "give as many");
        }
        checkPresent("cell", cell);
        checkPresent("hiddenSizes", hiddenSizes);
        checkPresent("kernel", kernel);
        checkPresent("head", head);
        checkPresent("optimizer", optimizer);
        checkPresent("clipping", clipping);
        if (hiddenSizes.isEmpty()) {
            throw new UserError(
                    Phrase.of(Setting.HIDDEN_SIZES, " is empty: a network needs at least one recurrent layer"),
                    "give its size");
        }
        if (hiddenSizes.size() > MAX_LAYERS) {
            throw new UserError(
                    Phrase.of(
                            Setting.HIDDEN_SIZES,
                            " names " + hiddenSizes.size() + " layers, expected at most " + MAX_LAYERS),
                    "give fewer");
        }
        checkPresent("a size in hiddenSizes", hiddenSizes.stream().anyMatch(Objects::isNull) ? null : hiddenSizes);
        hiddenSizes = List.copyOf(hiddenSizes);
        hiddenSizes.forEach(size -> checkRange(Setting.HIDDEN_SIZES, size, 1, MAX_SIZE));
        if (resetAfter && cell != Cell.GRU) {
            throw new UserError(
                    Phrase.of(Setting.RESET_AFTER, " is for the gru cell, not for " + cell), "leave it out");
        }
        SinglePrecision.require("forgetBias", forgetBias);
        SinglePrecision.require("gateBias", gateBias);
        SinglePrecision.requireNotNegative(Setting.L2, l2);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new UserError(
                    Phrase.of(Setting.DROPOUT, " must be in 0..1 (without 1), got " + Text.number(dropout)),
                    "give a number in that range");
        }
        int directions = bidirectional ? 2 : 1;
        int inputs = inputSize;
        int widest = inputSize;
        long parameters = 0;
        for (int units : hiddenSizes) {
            parameters += directions * parametersOfOneDirection(cell, resetAfter, inputs, units);
            inputs = directions * units;
            widest = Math.max(widest, inputs);
        }
        checkMost("parameters", parameters + (inputs + 1L) * classes, MAX_PARAMETERS);
        checkMost("numbers a sequence in its widest layer", (long) timeSteps * widest, MAX_SEQUENCE);
    }

    /**
     * The network of the well-known BasicLSTMCell-28 tutorial: LSTM of 28 units with forget bias 1 on 28 steps of 28
     * pixels, head drawn from N(0, 0.01), RMSProp with learning rate 0.001, decay 0.9, epsilon 1e-10 and a
     * mean square that starts at 1.
     */
    public static NetworkSpec tutorial() {
        return new NetworkSpecBuilder()
                .inputSize(28)
                .timeSteps(28)
                .classes(10)
                .cell(Cell.LSTM)
                .hiddenSizes(List.of(28))
                .forgetBias(1.0)
                .gateBias(1.0)
                .kernel(Initializer.jointGlorotUniform())
                .head(Initializer.normal(0.01))
                .optimizer(new Optimizer.RmsProp(0.001, 0.9, 1e-10, 1.0))
                .clipping(GradientClipping.NONE)
                .build();
    }

    /** Whether a matrix of weights is drawn orthogonal. */
    boolean hasOrthogonal() {
        return kernel.type() == Initializer.Type.ORTHOGONAL || head.type() == Initializer.Type.ORTHOGONAL;
    }

    /** A builder that starts from this network. */
    public NetworkSpecBuilder toBuilder() {
        return new NetworkSpecBuilder(this);
    }

    /** Outputs of a layer a step: its hidden size, twice with two directions. */
    public int outputSize(int layer) {
        return hiddenSizes.get(layer) * (bidirectional ? 2 : 1);
    }

    /** Inputs of a layer a step. */
    public int inputSize(int layer) {
        return layer == 0 ? inputSize : outputSize(layer - 1);
    }

    /** Inputs of the head. */
    public int headInputSize() {
        return outputSize(hiddenSizes.size() - 1);
    }

    /** What it says of a sequence. */
    public Task task() {
        return output.task();
    }

    /** Parameters of a recurrent layer, or of the head, which comes after them. */
    public long parameters(int layer) {
        if (layer == hiddenSizes.size()) {
            return (headInputSize() + 1L) * classes;
        }
        return parametersOfOneDirection(cell, resetAfter, inputSize(layer), hiddenSizes.get(layer))
                * (bidirectional ? 2 : 1);
    }

    private static long parametersOfOneDirection(Cell cell, boolean resetAfter, int inputs, int units) {
        int biases = resetAfter ? 2 : 1;
        return (inputs + units + biases) * ((long) cell.gates().size() * units);
    }

    /** Parameters of all layers. */
    public long parameters() {
        return IntStream.rangeClosed(0, hiddenSizes.size())
                .mapToLong(this::parameters)
                .sum();
    }

    /** Such as {@code LSTM-28} or {@code bidirectional GRU-64-32, reset after}. */
    public String title() {
        StringBuilder title = new StringBuilder(bidirectional ? "bidirectional " : "");
        title.append(cell == Cell.SIMPLE ? "simple RNN" : cell.name());
        hiddenSizes.forEach(size -> title.append('-').append(size));
        return title.append(resetAfter ? ", reset after" : "").toString();
    }

    public String toJson() {
        return Json.pretty(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param source what the JSON came from, for messages
     * @throws UserError in one line, if it is not the JSON of a network
     */
    public static NetworkSpec fromJson(String json, String source) {
        try {
            NetworkSpec spec = Json.STRICT.readValue(json, NetworkSpec.class);
            if (spec == null) {
                throw new UserError(source + " is not a network: expected an object, got null", "correct it");
            }
            return spec;
        } catch (JsonProcessingException e) {
            throw new UserError(source + " is not a network: " + JsonReason.of(e), "correct it", e);
        }
    }

    /** @param name a setting, or the text of a field that is none */
    private static void checkRange(Object name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserError(
                    Phrase.of(name, " must be in " + least + ".." + most + ", got " + value),
                    "give a number in that range");
        }
    }

    private static void checkMost(String what, long count, long most) {
        if (count > most) {
            throw new UserError(
                    "the network would have " + count + " " + what + ", which is more than " + most, "make it smaller");
        }
    }

    private static void checkPresent(String name, Object value) {
        if (value == null) {
            throw new UserError(name + " is missing", "add it");
        }
    }
}
