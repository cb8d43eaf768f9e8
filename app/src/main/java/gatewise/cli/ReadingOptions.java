package gatewise.cli;

import gatewise.data.Columns;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.data.Task;
import gatewise.data.Window;
import gatewise.io.UserError;
import java.util.List;
import picocli.CommandLine.Option;

/** How files of sequences are read, as far as their content does not say it. */
final class ReadingOptions {
    /** Of all options here. */
    static final List<String> NAMES = List.of(
            "--task",
            "--sequence",
            "--step",
            "--label",
            "--features",
            "--target",
            "--missing",
            "--window",
            "--horizon",
            "--season");

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "classify: a class a sequence; regress: numbers a sequence; forecast: the next numbers of a"
                    + " series; tag: a class a step. Default: what the other flags and the file say.")
    private Task task;

    @Option(
            names = "--sequence",
            paramLabel = "COLUMN",
            description = "A table with a row a step: the column that says which sequence a row belongs to.")
    private String sequence;

    @Option(names = "--step", paramLabel = "COLUMN", description = "And the one that puts a sequence's rows in order.")
    private String step;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column with the classes.")
    private String label;

    @Option(
            names = "--features",
            split = ",",
            paramLabel = "COLUMN",
            description = "The columns that are read at a step; default: all others.")
    private List<String> features;

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "COLUMN",
            description = "The columns with the numbers that are to be said; of a forecast, default: the features.")
    private List<String> targets;

    @Option(
            names = "--missing",
            paramLabel = "HOW",
            description = "Values that are left out: refuse (the default), interpolate or zero (the mean).")
    private Missing missing;

    @Option(names = "--window", paramLabel = "STEPS", description = "A forecast: steps that are read.")
    private Integer window;

    @Option(names = "--horizon", paramLabel = "STEPS", description = "And steps that are forecast; default: 1.")
    private Integer horizon;

    @Option(
            names = "--season",
            paramLabel = "STEPS",
            description = "And after how many steps the series repeats itself, for the naive forecast beside it.")
    private Integer season;

    /**
     * As the user said.
     *
     * @throws UserError if the flags do not go together
     */
    Reading reading() {
        Task chosen = task != null || window == null ? task : Task.FORECAST;
        if (chosen != Task.FORECAST && (window != null || horizon != null || season != null)) {
            throw chosen == null
                    ? new UserError(
                            "--horizon and --season are for a forecast", "say with --window how many steps are read")
                    : new UserError(
                            "--window, --horizon and --season are for a forecast, not for --task " + chosen,
                            "leave them out");
        }
        return new Reading(
                chosen,
                new Columns(sequence, step, label, features, targets),
                missing == null ? Missing.REFUSE : missing,
                chosen == Task.FORECAST ? forecast() : null);
    }

    private Window forecast() {
        if (window == null) {
            throw new UserError("--task forecast needs to know how many steps are read", "give them with --window");
        }
        return new Window(
                atLeast("--window", window, 1),
                atLeast("--horizon", horizon == null ? 1 : horizon, 1),
                atLeast("--season", season == null ? 0 : season, 0));
    }

    private static int atLeast(String flag, int value, int least) {
        if (value < least) {
            throw new UserError(flag + " must be at least " + least + ", got " + value, "give a larger one");
        }
        return value;
    }
}
