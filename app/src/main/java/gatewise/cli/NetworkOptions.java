package gatewise.cli;

import gatewise.data.ClassBalance;
import gatewise.data.Dataset;
import gatewise.io.InputFile;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.Loss;
import gatewise.network.NetworkSpec;
import gatewise.network.NetworkSpecBuilder;
import gatewise.network.Optimizer;
import gatewise.network.Output;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Option;

/** What a network is made of; a flag that is not given leaves the preset's value. */
final class NetworkOptions {
    private static final int MOST_BYTES = 1 << 20;

    /** Of all options here. */
    static final List<String> NAMES = List.of(
            "--network",
            "--cell",
            "--layers",
            "--hidden",
            "--bidirectional",
            "--reset-after",
            "--dropout",
            "--loss",
            "--class-weights",
            "--optimizer",
            "--learning-rate",
            "--l2");

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "A network as JSON, as 'gatewise describe --json' prints it, in place of the preset's.")
    private Path file;

    @Option(names = "--cell", paramLabel = "CELL", description = "lstm, gru or simple.")
    private Cell cell;

    @Option(names = "--layers", paramLabel = "N", description = "Number of recurrent layers.")
    private Integer layers;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "UNITS",
            description = "Units of every layer (28), or of each (64,32).")
    private List<Integer> hidden;

    @Option(names = "--bidirectional", description = "Read forwards and backwards.")
    private boolean bidirectional;

    @Option(names = "--reset-after", description = "GRU: reset gate after the recurrent product, as cuDNN's.")
    private boolean resetAfter;

    @Option(names = "--dropout", paramLabel = "P", description = "Fraction dropped between layers in training.")
    private Double dropout;

    @Option(names = "--loss", paramLabel = "NAME", description = "Of numbers: mse (the default) or mae.")
    private Loss loss;

    @Option(
            names = "--class-weights",
            paramLabel = "balanced",
            description = "Classes count in the loss the more, the rarer they are.")
    private ClassWeights classWeights;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "rmsprop, adam or sgd.")
    private String optimizer;

    @Option(names = "--learning-rate", paramLabel = "R", description = "Step size of the optimizer.")
    private Double learningRate;

    @Option(
            names = "--l2",
            paramLabel = "C",
            description = "Weights decay: half of C times the sum of their squares is added to the loss.")
    private Double l2;

    /** How much classes count in the loss. */
    private enum ClassWeights {
        BALANCED
    }

    /** For a set that is there: its sizes, and what is to be said of it. */
    NetworkSpec apply(NetworkSpec preset, Dataset data) {
        NetworkSpec start = apply(preset);
        Output output = file == null || start.output().equals(Output.CLASS)
                ? Output.of(data.form().task())
                : start.output();
        if (loss != null) {
            output = output.with(loss);
        }
        if (classWeights != null) {
            output = output.with(output.task().saysClasses() ? ClassBalance.weights(data) : List.of(1.0));
        }
        return start.toBuilder()
                .inputSize(data.features())
                .timeSteps(data.timeSteps())
                .classes(data.form().outputs().size())
                .output(output)
                .build();
    }

    NetworkSpec apply(NetworkSpec preset) {
        NetworkSpec start = file == null ? preset : read();
        NetworkSpecBuilder builder = start.toBuilder();
        if (cell != null) {
            builder.cell(cell);
            builder.resetAfter(start.resetAfter() && cell == Cell.GRU);
        }
        if (layers != null || hidden != null) {
            builder.hiddenSizes(hiddenSizes(start.hiddenSizes()));
        }
        if (bidirectional) {
            builder.bidirectional(true);
        }
        if (resetAfter) {
            builder.resetAfter(true);
        }
        if (dropout != null) {
            builder.dropout(dropout);
        }
        if (l2 != null) {
            builder.l2(l2);
        }
        if (optimizer != null) {
            Optimizer named = Optimizer.named(optimizer, start.optimizer().learningRate());
            builder.optimizer(named.getClass() == start.optimizer().getClass() ? start.optimizer() : named);
        }
        NetworkSpec spec = builder.build();
        return learningRate == null
                ? spec
                : spec.toBuilder()
                        .optimizer(spec.optimizer().withLearningRate(learningRate))
                        .build();
    }

    private List<Integer> hiddenSizes(List<Integer> start) {
        List<Integer> sizes = hidden == null ? start.subList(0, 1) : hidden;
        if (layers == null) {
            return sizes.size() == 1 && start.size() > 1 ? Collections.nCopies(start.size(), sizes.get(0)) : sizes;
        }
        if (layers < 1 || layers > 64) {
            throw new UserError("--layers must be in 1..64, got " + layers, "give a number in that range");
        }
        if (sizes.size() != 1 && sizes.size() != layers) {
            throw new UserError(
                    "--hidden names " + sizes.size() + " layers, --layers " + layers,
                    "give one number of units, or one for each layer");
        }
        return sizes.size() == 1 ? Collections.nCopies(layers, sizes.get(0)) : sizes;
    }

    private NetworkSpec read() {
        return NetworkSpec.fromJson(InputFile.text(file, MOST_BYTES, "give the JSON of a network"), file.toString());
    }
}
