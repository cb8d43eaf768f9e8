package gatewise.cli;

import gatewise.checkpoint.Engine;
import gatewise.data.Dataset;
import gatewise.data.ImageSet;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.report.TextTable;
import gatewise.study.SpeedMeasurement;
import gatewise.training.Preset;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the engines on this machine. */
@Command(
        name = "bench",
        description = {
            "Measures on this machine, for each cell and engine: images a second of training (batches of 128, whole"
                    + " steps) and of scoring, and the time of one image's answer. Medians; leave the machine alone"
                    + " meanwhile.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private static final int SLOW_BATCHES = 20;
    private static final int SLOW_IMAGES = 500;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "UNITS",
            defaultValue = "28",
            description = "Units of each layer; default: 28.")
    private List<Integer> hidden;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "200",
            description = "Training steps a measurement of the fast engine; the others do at most 20; default: 200.")
    private int batches;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Measurements; default: 5.")
    private int rounds;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        int batchSize = Preset.TUTORIAL.plan().batchSize();
        Dataset data = Dataset.mnist();
        int most = data.train().count() / batchSize;
        if (batches < 1 || batches > most) {
            throw new UserError("--batches must be in 1.." + most + ", got " + batches, "give a number in that range");
        }
        if (rounds < 1) {
            throw new UserError("--rounds must be at least 1, got " + rounds, "give a larger one");
        }
        NetworkSpec network =
                Preset.TUTORIAL.network().toBuilder().hiddenSizes(hidden).build();
        ActiveBackend.start();
        List<SpeedMeasurement.Speed> speeds = new ArrayList<>();
        for (Cell cell : List.of(Cell.LSTM, Cell.GRU)) {
            for (Engine engine : engines(cell)) {
                boolean fast = engine == Engine.FAST;
                Dataset part = fast
                        ? data.limit(batches * batchSize)
                        : fewer(data.limit(Math.min(batches, SLOW_BATCHES) * batchSize));
                for (int threads : fast ? List.of(1, Threads.choose(null, true)) : List.of(1)) {
                    Threads.use(1);
                    speeds.add(
                            new SpeedMeasurement(network.toBuilder().cell(cell).build(), engine, threads, part, rounds)
                                    .run());
                }
            }
        }
        print(speeds);
        return 0;
    }

    private static List<Engine> engines(Cell cell) {
        List<Engine> engines = new ArrayList<>();
        if (ActiveBackend.get().accelerator().isPresent()) {
            engines.add(Engine.FAST);
        }
        engines.add(cell == Cell.GRU ? Engine.PORTABLE : Engine.STOCK);
        return engines;
    }

    private static Dataset fewer(Dataset data) {
        ImageSet test = data.testImages().range(0, SLOW_IMAGES);
        return data.with(new Dataset.Splits(data.train(), data.validation(), test));
    }

    private void print(List<SpeedMeasurement.Speed> speeds) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(speeds));
            return;
        }
        TextTable table = new TextTable(
                "network",
                "engine",
                "threads",
                "training images/s",
                "scoring images/s",
                "one image p50 \u00b5s",
                "p99 \u00b5s");
        for (SpeedMeasurement.Speed speed : speeds) {
            table.row(
                    speed.network(),
                    speed.engine(),
                    speed.threads(),
                    Math.round(speed.figures().trainingImagesPerSecond()),
                    Math.round(speed.figures().scoringImagesPerSecond()),
                    Text.format("%.1f", speed.figures().latencyP50()),
                    Text.format("%.1f", speed.figures().latencyP99()));
        }
        Terminal terminal = Terminal.of(command);
        out.print(terminal.tables(table.toString(terminal.outWidth())));
    }
}
