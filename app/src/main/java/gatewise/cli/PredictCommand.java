package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.RowSequences;
import gatewise.io.Json;
import gatewise.io.Reason;
import gatewise.io.UserError;
import gatewise.network.Predictor;
import gatewise.report.ImageAnswers;
import gatewise.report.SequenceAnswers;
import gatewise.scoring.Inference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what pictures show, and what a model makes of sequences. */
@Command(
        name = "predict",
        description = {
            "Says what a model makes of pictures or sequences. Pictures: PNG, JPEG, BMP or GIF of any size, dark on light or light on dark, on"
                    + " plain, ruled or squared paper: the one character is cut out, scaled and centred as MNIST's are."
                    + " Sequences: a .ts file or a table, with or without what is true of them; of a series that is to be"
                    + " forecast, what comes after its end. A file that cannot be read is named, and the others are"
                    + " answered; exit code 1 then.",
            ""
        },
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    /** Classes that are named where nothing else is said. */
    static final int TOP = 3;

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec command;

    @Mixin
    private ModelParameter model;

    @Mixin
    private DataOption data;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            converter = Location.Converter.class,
            description =
                    "Pictures of one character each; or files of sequences, - for standard input. With --spark the one"
                            + " file of sequences or of images (IDX), or a folder with test images.")
    private List<Location> locations = List.of();

    @Option(
            names = "--index",
            paramLabel = "N",
            description = "A test image or sequence by its number from 0; may be repeated.")
    private List<Integer> indices = List.of();

    @Option(names = "--sequence", paramLabel = "NAME", description = "Test sequences by their name; may be repeated.")
    private List<String> names = List.of();

    @Option(
            names = "--stream",
            description =
                    "Read a step a line from standard input, as values of the features in their order or in that of a"
                            + " first line with their names, and answer after each; an empty line begins a new sequence.")
    private boolean stream;

    @Option(names = "--top", paramLabel = "N", defaultValue = "" + TOP, description = "Classes to print; default: 3.")
    private int top;

    @Option(names = "--json", description = "Print all classes as JSON.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR|URI",
            description = "With --spark: folder for the answers, one a line, part-00000 and so on.")
    private String out;

    @ArgGroup(exclusive = false, heading = "%nOn a cluster of Apache Spark:%n")
    private final SparkScoreOptions spark = new SparkScoreOptions();

    private List<Path> files = List.of();

    /** What a user wants to know. */
    record Asked(List<Path> files, List<Integer> indices, List<String> names, int top, boolean json) {}

    /** What to read, and either the image or what is wrong with it. */
    private record Input(String name, ModelImages.Image image, UserError problem) {
        static Input of(String name, Supplier<ModelImages.Image> read) {
            try {
                return new Input(name, read.get(), null);
            } catch (UserError e) {
                return new Input(name, null, e);
            }
        }
    }

    @Override
    public Integer call() {
        spark.check();
        if (spark.isGiven()) {
            return onSpark();
        }
        if (out != null) {
            throw new UserError("--out is where --spark writes answers, got no --spark", "give both");
        }
        files = locations.stream().map(Location::path).toList();
        if (files.isEmpty() && indices.isEmpty() && names.isEmpty() && !stream) {
            throw new UserError("nothing to predict", "give files, or test images or sequences with --index N");
        }
        if (stream && !(files.isEmpty() && indices.isEmpty() && names.isEmpty())) {
            throw new UserError("--stream reads standard input, and there is more to predict", "leave one out");
        }
        checkTop();
        Provenance provenance = Checkpoint.provenance(model.path());
        if (stream) {
            return stream(provenance);
        }
        if (!provenance.data().isImages()) {
            return new SequencePredictions(new Asked(files, indices, names, top, json), data, provenance)
                    .print(
                            () -> Inference.of(model.load()),
                            command.commandLine().getOut(),
                            problem -> main.report(command.commandLine().getErr(), problem),
                            Terminal.of(command).outWidth());
        }
        if (!names.isEmpty()) {
            throw new UserError("--sequence: the model reads images, which have no names", "give --index N");
        }
        List<Input> inputs = inputs(new ModelImages(provenance, data));
        List<Input> unreadable =
                inputs.stream().filter(input -> input.image() == null).toList();
        boolean none = unreadable.size() == inputs.size();
        if (inputs.size() == 1 && none && !json) {
            throw unreadable.get(0).problem();
        }
        unreadable.forEach(input -> main.report(command.commandLine().getErr(), input.problem()));
        Inference inference = none ? null : Inference.of(model.load());
        ImageAnswers answers = new ImageAnswers(provenance.data().labels(), top);
        print(
                inputs.stream()
                        .map(input -> input.image() == null
                                ? problem(input)
                                : answers.json(
                                        input.image().name(),
                                        input.image().label(),
                                        inference.answer(RowSequences.rows(
                                                input.image().pixels(),
                                                provenance.network().timeSteps(),
                                                provenance.network().inputSize()))))
                        .toList(),
                answers);
        return none ? 2 : unreadable.isEmpty() ? 0 : 1;
    }

    private void checkTop() {
        if (top < 1) {
            throw new UserError("--top must be at least 1, got " + top, "give a larger one");
        }
    }

    private int onSpark() {
        checkTop();
        if (stream || data.isGiven() || !(indices.isEmpty() && names.isEmpty()) || locations.size() != 1) {
            throw new UserError(
                    "--spark answers all that is in one file, and goes with no --data, --index, --sequence or --stream",
                    "give the file alone");
        }
        if (out == null) {
            throw new UserError("--spark writes its answers into a folder", "name it by --out");
        }
        String file = locations.get(0).text();
        return SparkAnswers.run(
                command,
                spark,
                new SparkScoreOptions.Asked(model.path(), file, out, false, new SparkAnswers.Shown(json, top)));
    }

    private int stream(Provenance provenance) {
        PredictionStream.check(
                provenance.network().bidirectional(), provenance.network().title(), provenance.form());
        Checkpoint checkpoint = model.load();
        PredictionStream steps = new PredictionStream(
                new Predictor(checkpoint.network(), checkpoint.spec()),
                new StepLines(provenance.form(), provenance.data().reading().missing()),
                new SequenceAnswers(provenance.form(), top),
                json);
        PrintWriter err = command.commandLine().getErr();
        try {
            Reader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return steps.run(in, command.commandLine().getOut(), problem -> main.report(err, problem)) ? 0 : 1;
        } catch (IOException e) {
            throw UserError.failedJob(
                    "standard input: cannot be read (" + Reason.of(e) + ")", "give it the steps of sequences", e);
        }
    }

    private List<Input> inputs(ModelImages known) {
        List<Input> inputs = new ArrayList<>();
        files.forEach(path -> inputs.add(Input.of(path.toString(), () -> known.picture(path))));
        indices.forEach(index -> inputs.add(Input.of("test image " + index, () -> known.test(index))));
        return inputs;
    }

    private void print(List<Map<String, Object>> results, ImageAnswers answers) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(results));
        } else {
            int width = Terminal.of(command).outWidth();
            results.stream()
                    .filter(result -> result.containsKey("classes"))
                    .forEach(result -> out.println(answers.line(result, width)));
        }
    }

    private static Map<String, Object> problem(Input input) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("image", input.name());
        result.put("problem", input.problem().message(Flags::of));
        return result;
    }
}
