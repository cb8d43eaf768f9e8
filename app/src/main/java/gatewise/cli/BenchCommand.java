package gatewise.cli;

import gatewise.checkpoint.Engine;
import gatewise.data.Dataset;
import gatewise.data.SequenceSet;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.report.DataSummary;
import gatewise.report.SpeedReport;
import gatewise.study.Defaults;
import gatewise.study.GeneratedWorkload;
import gatewise.study.SpeedMeasurement;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the engines on this machine. */
@Command(
        name = "bench",
        description = {
            "Measures on this machine, for each cell and engine: images or sequences a second of training (batches of"
                    + " 128, whole steps) and of scoring, and the time of one answer. Medians; leave the machine alone"
                    + " meanwhile.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  gatewise bench                                   MNIST, networks of 28 units",
            "  gatewise bench --sequences                       unequal lengths, networks of 100 units",
            "  gatewise bench --data vowels_TRAIN.ts --hidden 64"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int BATCH = 128;
    private static final int BATCHES = 200;
    private static final int SLOW_BATCHES = 20;
    private static final int SLOW_SEQUENCES = 500;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--sequences",
            description =
                    "Measure with 20,000 generated sequences of 12 features and 7 to 29 steps, in place of --data.")
    private boolean sequences;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "UNITS",
            description = "Units of each layer; default: 28, or 100 for sequences that are no images.")
    private List<Integer> hidden;

    @Option(
            names = "--batches",
            paramLabel = "N",
            description =
                    "Training steps a measurement of the fast engines; the others do at most 20; default: 200, or as"
                            + " many as there are.")
    private Integer batches;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Measurements; default: 5.")
    private int rounds;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @ArgGroup(exclusive = false, heading = "%nData:%n")
    private final DataOption dataOption = new DataOption();

    @ArgGroup(exclusive = false, heading = "%nSequences in files:%n")
    private final ReadingOptions readingOptions = new ReadingOptions();

    @Override
    public Integer call() {
        Dataset data = data();
        int batchSize = Math.min(BATCH, data.train().count());
        int whole = data.train().count() / batchSize;
        int most = data.form().isImages() || data.train().count() % batchSize == 0 ? whole : whole + 1;
        int steps = batches == null ? Math.min(BATCHES, most) : batches;
        if (steps < 1 || steps > most) {
            throw new UserError(
                    Text.format(
                            "--batches must be in 1..%d, got %d: %s has %d training %s, which are %s of %d",
                            most,
                            steps,
                            data.name(),
                            data.train().count(),
                            data.form().noun(),
                            most == 1 ? "1 batch" : most + " batches",
                            batchSize),
                    "give a number in that range");
        }
        if (rounds < 1) {
            throw new UserError("--rounds must be at least 1, got " + rounds, "give a larger one");
        }
        NetworkSpec start = Defaults.network(data);
        NetworkSpec network =
                hidden == null ? start : start.toBuilder().hiddenSizes(hidden).build();
        ActiveBackend.start();
        List<SpeedMeasurement.Speed> speeds = new ArrayList<>();
        for (Cell cell : Cell.values()) {
            NetworkSpec measured = network.toBuilder().cell(cell).build();
            for (Engine engine : engines(measured)) {
                boolean fast = engine.splitsBatches();
                Dataset part = fast
                        ? first(data, steps * batchSize)
                        : fewer(first(data, Math.min(steps, SLOW_BATCHES) * batchSize));
                for (int threads : fast ? List.of(1, Threads.choose(null, true)) : List.of(1)) {
                    Threads.use(1);
                    speeds.add(new SpeedMeasurement(measured, engine, threads, part, rounds).run());
                }
            }
        }
        print(speeds, data);
        return 0;
    }

    private Dataset data() {
        if (sequences && dataOption.isGiven()) {
            throw new UserError("--sequences takes the place of --data", "leave out one of them");
        }
        return sequences ? GeneratedWorkload.dataset() : dataOption.open(readingOptions.reading());
    }

    private static Dataset first(Dataset data, int sequences) {
        return data.limit(Math.min(sequences, data.train().count()));
    }

    /** Those that compute a network here; portable has DL4J's own layers where there are some. */
    private static List<Engine> engines(NetworkSpec network) {
        return Stream.of(Engine.FAST, Engine.VECTOR, network.cell() == Cell.GRU ? Engine.PORTABLE : Engine.STOCK)
                .filter(engine -> engine.obstacle(network).isEmpty())
                .toList();
    }

    private static Dataset fewer(Dataset data) {
        SequenceSet test =
                data.test().range(0, Math.min(SLOW_SEQUENCES, data.test().count()));
        return data.with(data.splits().with(data.train(), test));
    }

    private void print(List<SpeedMeasurement.Speed> speeds, Dataset data) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(SpeedReport.json(speeds, data)));
            return;
        }
        Terminal terminal = Terminal.of(command);
        if (!data.form().isImages()) {
            out.print(DataSummary.of(data, terminal.outWidth()));
            out.println(Text.count(data.features(), "feature") + "\n");
        }
        out.print(terminal.tables(SpeedReport.table(speeds, data).toString(terminal.outWidth())));
    }
}
