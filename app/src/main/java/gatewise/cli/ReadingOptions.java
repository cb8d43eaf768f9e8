package gatewise.cli;

import gatewise.data.Columns;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.data.Task;
import gatewise.data.Window;
import gatewise.io.Text;
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
            "--season",
            "--validation");

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "classify: a class a sequence; regress: numbers a sequence; forecast: the next numbers of a"
                    + " series; tag: a class a step. Default: what the other flags and the file say.")
    private Task task;

    @Option(
            names = "--sequence",
            paramLabel = "COLUMN",
            description =
                    "A table: the column that says which sequence a row belongs to, or, with a row a sequence, what"
                            + " it is called.")
    private String sequence;

    @Option(
            names = "--step",
            paramLabel = "COLUMN",
            description = "A table with a row a step: the column of numbers, dates or times that puts a sequence's rows"
                    + " in order.")
    private String step;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column with the classes.")
    private String label;

    @Option(
            names = "--features",
            paramLabel = "COLUMN[,COLUMN...]",
            description =
                    "The columns that are read at a step, or, with a row a sequence, of its steps; default: all others."
                            + " A name with a comma is quoted as in CSV.")
    private List<String> features;

    @Option(
            names = "--target",
            paramLabel = "COLUMN[,COLUMN...]",
            description =
                    "The columns with the numbers that are to be said of a sequence, which are those of its last step; of a"
                            + " forecast, default: the features.")
    private List<String> targets;

    @Option(
            names = "--missing",
            paramLabel = "HOW",
            description = "Values and steps that are left out: refuse (the default), interpolate or zero (the mean).")
    private Missing missing;

    @Option(names = "--window", paramLabel = "STEPS", description = "A forecast: steps that are read.")
    private Integer window;

    @Option(names = "--horizon", paramLabel = "STEPS", description = "And steps that are forecast; default: 1.")
    private Integer horizon;

    @Option(
            names = "--season",
            paramLabel = "STEPS",
            description =
                    "And after how many steps the series repeats itself, for the naive forecast beside it; fewer than"
                            + " it trains on.")
    private Integer season;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "Of the training sequences, held out to choose the epoch by: 0.01 to 0.5; default: a fifth.")
    private Double validation;

    /**
     * As the user said.
     *
     * @throws UserError if the flags do not go together
     */
    Reading reading() {
        return reading(Reading.DEFAULT);
    }

    /**
     * The same, where something is said already.
     *
     * @param start what holds for flags that are not given
     */
    Reading reading(Reading start) {
        Window known = start.window();
        Integer length = window != null || known == null ? window : (Integer) known.length();
        Task said = task != null ? task : start.task();
        Task chosen = said != null || length == null ? said : Task.FORECAST;
        if (chosen != Task.FORECAST && (window != null || horizon != null || season != null)) {
            throw chosen == null
                    ? new UserError(
                            "--horizon and --season are for a forecast", "say with --window how many steps are read")
                    : new UserError(
                            "--window, --horizon and --season are for a forecast, not for --task " + chosen,
                            "leave them out");
        }
        Columns columns = start.columns();
        return new Reading(
                chosen,
                new Columns(
                        or(sequence, columns.sequence()),
                        or(step, columns.step()),
                        or(label, columns.label()),
                        or(NameList.of("--features", features), columns.features()),
                        or(NameList.of("--target", targets), columns.targets())),
                or(missing, start.missing()),
                chosen == Task.FORECAST ? forecast(length, known) : null,
                validation(chosen, start.validation()));
    }

    private Double validation(Task chosen, Double start) {
        if (validation == null) {
            return start;
        }
        if (!(validation >= Reading.LEAST_VALIDATION && validation <= Reading.MOST_VALIDATION)) {
            throw new UserError(
                    Text.format(
                            "--validation must be in %s..%s, got %s",
                            Text.number(Reading.LEAST_VALIDATION),
                            Text.number(Reading.MOST_VALIDATION),
                            Text.number(validation)),
                    "give a share in that range");
        }
        if (chosen == Task.FORECAST) {
            throw new UserError(
                    "--validation is a share of whole sequences, and series that are forecast are cut in order of time",
                    "leave it out");
        }
        return validation;
    }

    private static <T> T or(T given, T start) {
        return given == null ? start : given;
    }

    /** @param start what holds for flags that are not given, or null */
    private Window forecast(Integer length, Window start) {
        if (length == null) {
            throw new UserError("--task forecast needs to know how many steps are read", "give them with --window");
        }
        return new Window(
                atLeast("--window", length, 1),
                atLeast("--horizon", or(horizon, start == null ? 1 : start.horizon()), 1),
                atLeast("--season", or(season, start == null ? 0 : start.season()), 0));
    }

    private static int atLeast(String flag, int value, int least) {
        if (value < least) {
            throw new UserError(flag + " must be at least " + least + ", got " + value, "give a larger one");
        }
        return value;
    }
}
