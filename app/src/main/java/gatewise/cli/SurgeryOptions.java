package gatewise.cli;

import gatewise.explain.Clamp;
import gatewise.explain.Indices;
import gatewise.explain.RowOrder;
import gatewise.explain.Surgery;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.List;
import picocli.CommandLine.Option;

/** What is changed about a network's reading. */
final class SurgeryOptions {
    @Option(
            names = "--clamp",
            paramLabel = "GATE=VALUE",
            description =
                    "Hold a gate at a value: input, forget, output, reset, update from 0 to 1, candidate from -1 to"
                            + " 1. May be repeated.")
    private List<String> clamps = List.of();

    @Option(
            names = {"--rows", "--steps"},
            paramLabel = "LIST",
            description = "The steps at which gates are held, such as 0-9,20; default: all.")
    private String rows;

    @Option(
            names = "--units",
            paramLabel = "LIST",
            description = "The units whose gates are held, such as 0-3,7; default: all.")
    private String units;

    @Option(names = "--layer", paramLabel = "N", description = "The layer whose gates are held, from 1; default: all.")
    private Integer layer;

    @Option(
            names = {"--reverse-rows", "--reverse-steps"},
            description = "Read the image from the bottom up, another sequence from its end.")
    private boolean reverse;

    @Option(
            names = {"--shuffle-rows", "--shuffle-steps"},
            description =
                    "Read the rows in a random order, the same for all images; or the steps, the same for all sequences of one length.")
    private boolean shuffle;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of --shuffle-rows; default: 1.")
    private long seed;

    @Option(
            names = {"--blank-rows", "--blank-steps"},
            paramLabel = "LIST",
            description =
                    "Rows of the image to make blank, such as 0-9; steps of another sequence, to make the mean of the training sequences.")
    private String blank;

    /** @throws UserError if the network has no such gates, rows, units or layers */
    Surgery surgery(NetworkSpec spec) {
        return surgery(spec, spec.timeSteps(), "rows");
    }

    /**
     * The same for sequences.
     *
     * @param steps of the sequence, or of the longest one
     * @param place what flags call one, such as {@code rows}
     */
    Surgery surgery(NetworkSpec spec, int steps, String place) {
        if (reverse && shuffle) {
            throw new UserError(
                    Text.format("--reverse-%s and --shuffle-%s exclude each other", place, place), "give one");
        }
        boolean holds = !clamps.isEmpty() || rows != null || units != null || layer != null;
        if (holds && !spec.cell().hasGates()) {
            throw new UserError(
                    Text.format(
                            "a %s has no gates that --clamp, --%s, --units and --layer could hold",
                            spec.title(), place),
                    Text.format(
                            "leave these out; --reverse-%s, --shuffle-%s and --blank-%s change what is read",
                            place, place, place));
        }
        if (clamps.isEmpty() && (rows != null || units != null || layer != null)) {
            throw new UserError(
                    "--" + place + ", --units and --layer say where a gate is held", "give --clamp GATE=VALUE too");
        }
        int widest = spec.hiddenSizes().stream().mapToInt(size -> size).max().orElseThrow();
        Indices atRows = indices("--" + place, rows, steps, Indices.ALL);
        Indices ofUnits = indices(
                "--units",
                units,
                layer == null || layer < 1 || layer > spec.hiddenSizes().size()
                        ? widest
                        : spec.hiddenSizes().get(layer - 1),
                Indices.ALL);
        Surgery surgery = new Surgery(
                clamps.stream()
                        .map(clamp -> Clamp.parse(clamp, atRows, ofUnits, layer == null ? null : layer - 1))
                        .toList(),
                reverse ? RowOrder.REVERSED : shuffle ? RowOrder.SHUFFLED : RowOrder.AS_IS,
                seed,
                indices("--blank-" + place, blank, steps, Indices.NONE));
        surgery.checkFits(spec);
        return surgery;
    }

    private static Indices indices(String name, String text, int count, Indices otherwise) {
        return text == null ? otherwise : Indices.parse(name, text, count);
    }
}
