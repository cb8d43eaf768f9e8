package gatewise.bench;

import gatewise.scoring.Scores;
import gatewise.io.Text;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.bench.rival.OnnxRuntime;
import gatewise.bench.rival.PyTorch;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.io.AtomicFile;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Gatewise, Deeplearning4j's own LSTM, PyTorch and ONNX Runtime at the same work in one run, one after the other, round
 * by round. In the project's folder, on a machine that does nothing else:
 *
 * <pre>
 * mvn -Pbench -DskipTests package
 * OPENBLAS_CORETYPE=SkylakeX java -XX:+ExplicitGCInvokesConcurrent -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
 *     -cp "app/target/test-classes:app/target/classes:$(cat app/target/bench.classpath)" \
 *     gatewise.bench.Comparison --json comparison.json
 * </pre>
 *
 * <p>The variable and the property are what bin/gatewise sets, the variable only on AMD's processors with AVX-512; PyTorch
 * is run without them.
 *
 * <p>With {@code --add-modules jdk.incubator.vector}, Gatewise trains by the engine that {@code train} takes by itself there.
 *
 * <p>A quick look at whether all of it works: {@code --rounds 1 --batches 20 --images 200}.
 */
@Command(name = "comparison", mixinStandardHelpOptions = true, sortOptions = false)
public final class Comparison implements Callable<Integer> {
    private static final NetworkSpec LSTM = NetworkSpec.tutorial();
    private static final List<NetworkSpec> TRAINED = List.of(
            LSTM,
            LSTM.toBuilder().cell(Cell.GRU).build(),
            LSTM.toBuilder().hiddenSizes(List.of(28, 28)).build(),
            LSTM.toBuilder().hiddenSizes(List.of(128)).build(),
            LSTM.toBuilder().bidirectional(true).build(),
            LSTM.toBuilder().cell(Cell.SIMPLE).hiddenSizes(List.of(64)).build());
    private static final List<Integer> SCORING_BATCHES = List.of(128, 500, 1000);
    private static final int SCORING_REPEATS = 10;
    private static final double TOLERANCE = 1e-5;

    enum Part {
        training,
        lengths,
        scoring,
        latency
    }

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count; default: 5.")
    private int rounds;

    @Option(names = "--batches", description = "Batches of 128 an epoch; default: all.")
    private Integer batches;

    @Option(names = "--images", defaultValue = "5000", description = "Images asked one by one; default: 5000.")
    private int images;

    @Option(names = "--only", split = ",", description = "Parts to run: ${COMPLETION-CANDIDATES}; default: all.")
    private List<Part> parts = List.of(Part.values());

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures of all rounds there, too.")
    private Path json;

    @Option(
            names = "--pytorch",
            paramLabel = "DIR",
            defaultValue = "app/src/bench/pytorch/target/lib",
            description = "PyTorch's jars; default: ${DEFAULT-VALUE}.")
    private Path pytorchLibraries;

    private final Dataset data = Dataset.mnist();
    private final List<Engine> engines = List.of(Engine.ours(), Engine.stock());

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Comparison());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (!(e instanceof UserError)) {
                throw e;
            }
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> machine = Machine.describe();
        ActiveBackend.start();
        Threads.use(Threads.choose(null, false));
        Path folder = Files.createTempDirectory("comparison");
        List<Result> results = new ArrayList<>();
        List<PyTorch> pytorch = PyTorch.start(pytorchLibraries);
        try {
            machine.put("PyTorch", pytorch.get(0).version());
            machine.put("ONNX Runtime", OnnxRuntime.version());
            for (Contest contest : contests(pytorch, folder)) {
                results.add(contest.run(rounds, System.err::println));
            }
            machine.put(
                    "ONNX Runtime's probabilities",
                    Text.format("differ from Gatewise's by up to %.1e", TRAINED.stream()
                                    .mapToDouble(this::difference)
                                    .max()
                                    .getAsDouble()));
        } finally {
            pytorch.forEach(PyTorch::close);
            delete(folder);
        }
        System.out.println();
        machine.forEach((name, fact) -> System.out.println("- " + name + ": " + fact));
        System.out.println("\n" + Result.header()
                + String.join("", results.stream().map(Result::rows).toList()));
        if (json != null) {
            write(machine, results);
        }
        return 0;
    }

    private List<Contest> contests(List<PyTorch> pytorch, Path folder) {
        List<Contest> contests = new ArrayList<>();
        if (parts.contains(Part.training)) {
            TRAINED.forEach(spec -> contests.add(training(spec, pytorch, folder)));
        }
        if (parts.contains(Part.lengths)) {
            LengthWork.all().forEach(work -> contests.add(lengths(work, pytorch)));
        }
        if (parts.contains(Part.scoring)) {
            contests.add(scoring(pytorch));
        }
        if (parts.contains(Part.latency)) {
            contests.add(latency(pytorch));
        }
        return contests;
    }

    private Contest training(NetworkSpec spec, List<PyTorch> pytorch, Path folder) {
        int most = data.train().count() / TrainingPlan.TUTORIAL.batchSize();
        int count = batches == null ? most : Math.min(batches, most);
        List<Competitor> competitors = new ArrayList<>();
        for (Engine engine : Engine.serving(engines, spec.cell())) {
            competitors.add(engine.training(spec, data, count, folder.resolve(spec.title())));
        }
        competitors.add(pytorch(pytorch.stream().flatMap(one -> one.training(spec, count).stream())));
        return new Contest("training " + spec.title(), List.of(Metric.IMAGES_PER_SECOND), 1, competitors);
    }

    /** Packed sequences take so long that fewer of them must do. */
    static Contest lengths(LengthWork work, List<PyTorch> pytorch) {
        List<Competitor> competitors = new ArrayList<>(work.ours(Threads.choose(null, true)));
        competitors.add(
                pytorch(pytorch.stream().flatMap(one -> one.lengths(work.hiddenSize(), work.bothDirections(), false, work.batches()).stream())));
        competitors.add(new Competitor(
                "PyTorch, packed",
                pytorch.stream()
                        .flatMap(one -> one.lengths(work.hiddenSize(), work.bothDirections(), true, work.few()).stream())
                        .toList()));
        return new Contest(work.title(), List.of(Metric.SEQUENCES_PER_SECOND), 1, competitors);
    }

    private Contest scoring(List<PyTorch> pytorch) {
        List<Competitor> competitors = new ArrayList<>();
        engines.forEach(engine -> competitors.add(engine.scoring(LSTM, data)));
        competitors.add(pytorch(pytorch.stream()
                .flatMap(one -> SCORING_BATCHES.stream().flatMap(size -> one.scoring(LSTM, size).stream()))));
        competitors.add(onnx(SCORING_BATCHES.stream().flatMap(size -> onnxRuntime(LSTM).scoring(size).stream())));
        return new Contest(
                Text.format("scoring %,d images, %s", data.test().count(), LSTM.title()),
                List.of(Metric.IMAGES_PER_SECOND),
                SCORING_REPEATS,
                competitors);
    }

    private Contest latency(List<PyTorch> pytorch) {
        List<Competitor> competitors = new ArrayList<>();
        engines.forEach(engine -> competitors.add(engine.latency(LSTM, data, images)));
        competitors.add(pytorch(pytorch.stream().flatMap(one -> one.latency(LSTM, images).stream())));
        competitors.add(onnx(onnxRuntime(LSTM).latency(images).stream()));
        return new Contest("one image, " + LSTM.title(), List.of(Metric.P50, Metric.P99), 1, competitors);
    }

    private static Competitor pytorch(Stream<Variant> variants) {
        return new Competitor("PyTorch", variants.toList());
    }

    private static Competitor onnx(Stream<Variant> variants) {
        return new Competitor("ONNX Runtime", variants.toList());
    }

    private OnnxRuntime onnxRuntime(NetworkSpec spec) {
        return new OnnxRuntime(spec, () -> engines.get(0).network(spec), data.testImages());
    }

    /** The greatest between ONNX Runtime's probabilities and ours over all test images. */
    private double difference(NetworkSpec spec) {
        int count = data.test().count();
        float[][] theirs = onnxRuntime(spec).probabilities(count);
        float[][] ours = ((Scores) Trainer.test(engines.get(0).network(spec), data)).probabilities();
        double greatest = 0;
        for (int image = 0; image < count; image++) {
            for (int label = 0; label < data.classes(); label++) {
                greatest = Math.max(greatest, Math.abs(ours[image][label] - theirs[image][label]));
            }
        }
        if (!(greatest <= TOLERANCE)) {
            throw new IllegalStateException(
                    "ONNX Runtime's probabilities of " + spec.title() + " differ by " + greatest);
        }
        return greatest;
    }

    private void write(Map<String, String> machine, List<Result> results) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("rounds", rounds);
        all.put(
                "results",
                results.stream().flatMap(result -> result.toList().stream()).toList());
        AtomicFile.write(
                json,
                out -> out.write(JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(all)));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
