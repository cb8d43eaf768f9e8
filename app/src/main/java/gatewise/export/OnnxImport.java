package gatewise.export;

import gatewise.data.Form;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.export.Value.Affine;
import gatewise.export.Value.Axis;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Unknown;
import gatewise.io.Digests;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/**
 * A network out of an ONNX model that was made here or elsewhere.
 *
 * @param weights the network, with the same answer as the model for every input
 * @param model that it was in
 * @param source what the model takes
 * @param result what it answers
 * @param sequences what it reads and says if that is no images; else null
 */
public record OnnxImport(NetworkWeights weights, Model model, Source source, Result result, Sequences sequences) {
    /**
     * What a model of sequences that are no images reads and says.
     *
     * @param lengths the name of its input with the steps of each sequence; null if it has none
     * @param reading how files of sequences were read for it
     */
    public record Sequences(Form form, String lengths, Reading reading) {}

    /**
     * A model as a file has it.
     *
     * @param metadata of any kind
     * @param producer the program that wrote it, with its version; empty if it does not say
     * @param sha256 of the file, in hex
     * @param answer what of it another program may run
     */
    public record Model(Map<String, String> metadata, String producer, String sha256, AnswerModel answer) {}

    /**
     * What a model takes.
     *
     * @param name of its input
     * @param axes of it, such as {@code [batch, steps, features]}
     * @param batch the only number of sequences that it takes at once; 0 for any
     * @param takesNone whether an input has an axis of size 0
     */
    public record Source(String name, String axes, int batch, boolean takesNone) {}

    /**
     * What a model answers; the network always gives probabilities.
     *
     * @param name of its output
     * @param kind logits, probabilities or log probabilities
     */
    public record Result(String name, String kind) {}

    /** As many as a network reads. */
    private static final int MOST_FEATURES = 1 << 16;

    /** The key of the number of steps in the metadata of a model for any number of them. */
    public static final String TIME_STEPS = "time_steps";

    /** The key of the names of the classes, or of the numbers that are said: a JSON array. */
    public static final String LABELS = "labels";

    /** The key of the task, in the metadata of a model of sequences that are no images; so are those that follow. */
    public static final String TASK = "task";

    /** The key of the names of a step's numbers, a JSON array. */
    public static final String FEATURES = "features";

    /** The key of how files of sequences were read, a JSON object. */
    public static final String READING = "reading";

    /**
     * What the model does not say about its input.
     *
     * @param steps 0 to take the model's own
     * @param mean with the deviation: the model's input is {@code (x - mean) / deviation}, x in 0..1 what networks here read
     * @param deviation above 0
     */
    public record Input(int steps, double mean, double deviation) {
        public Input {
            if (steps < 0) {
                throw new UserError(
                        Phrase.of(Setting.TIME_STEPS, " must be at least 1, got " + steps), "give a larger one");
            }
            if (!Double.isFinite(mean)) {
                throw new UserError(
                        Phrase.of(Setting.INPUT_MEAN, " must be a finite number, got " + Text.number(mean)),
                        "give another");
            }
            if (!(deviation > 0) || Double.isInfinite(deviation)) {
                throw new UserError(
                        Phrase.of(
                                Setting.INPUT_DEVIATION,
                                deviation > 0 ? " must be a finite number, got " : " must be above 0, got ",
                                Text.number(deviation)),
                        "give a positive number");
            }
        }
    }

    public Map<String, String> metadata() {
        return model.metadata();
    }

    /** The program that wrote the model; empty if it does not say. */
    public String producer() {
        return model.producer();
    }

    /** Of the file, in hex. */
    public String sha256() {
        return model.sha256();
    }

    /** @throws UserError in one line that names the file, and the node at fault */
    public static OnnxImport read(Path file, Input input) {
        byte[] bytes = OnnxFile.bytes(file);
        ModelProto model = OnnxFile.parse(file, bytes);
        try {
            TensorReader tensors = new TensorReader(file.toAbsolutePath().getParent());
            String sha256 = HexFormat.of().formatHex(Digests.of("SHA-256").digest(bytes));
            return read(model, sha256, tensors, input);
        } catch (UserError e) {
            throw e.restated(Phrase.of(file, ": ", e.problem()));
        }
    }

    /** Names in a file may hold what a terminal would take for more than text. */
    private static String producer(ModelProto model) {
        String name = model.getProducerName() + " " + model.getProducerVersion();
        return Text.visible(Text.name(name.strip()));
    }

    private static OnnxImport read(ModelProto model, String sha256, TensorReader tensors, Input given) {
        GraphProto graph = model.getGraph();
        Limits.check(graph);
        GraphCheck.check(graph);
        List<ValueInfoProto> inputs = inputs(graph);
        ValueInfoProto input = inputs.get(0);
        Map<String, String> metadata = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        Optional<SequenceMetadata> known = SequenceMetadata.of(metadata);
        known.ifPresent(sequences -> checkAsItIs(given));
        Task task = known.map(SequenceMetadata::task).orElse(Task.CLASSIFY);
        String lengths = known.isPresent() ? lengths(inputs) : null;
        UserError refusal = null;
        for (List<Axis> axes : InputReading.of(input)) {
            InputReading reading = new InputReading(input, axes, given.steps(), metadata.get(TIME_STEPS));
            try {
                Flow flow = known.isPresent() ? byColumns(reading.flow()) : reading.flow();
                GraphReader reader = new GraphReader(
                        graph,
                        tensors,
                        new GraphReader.Source(input.getName(), lengths, flow, !task.saysClasses()),
                        reading.sizes());
                ValueInfoProto output = answer(graph, reader);
                Flow answer = (Flow) reader.value(output.getName());
                FlowNetwork network = new FlowNetwork(answer, task);
                NetworkWeights weights = network.weights(reading.steps(), given.mean(), given.deviation());
                String kind = task.saysClasses()
                        ? answer.answer().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : "numbers";
                return new OnnxImport(
                        weights,
                        new Model(metadata, producer(model), sha256, AnswerModel.of(model, reader, output)),
                        new Source(
                                input.getName(),
                                reading.flow().axesText(),
                                reading.size(Axis.BATCH),
                                inputs.stream().anyMatch(OnnxImport::isEmpty)),
                        new Result(output.getName(), kind),
                        known.map(said -> new Sequences(
                                        said.form(
                                                network.inputScaling(),
                                                network.outputScaling(),
                                                weights.spec().classes()),
                                        lengths,
                                        said.reading()))
                                .orElse(null));
            } catch (UserError e) {
                // That the axes are in another order says less than what else is wrong.
                boolean saysMore = refusal instanceof LayoutError && !(e instanceof LayoutError);
                refusal = refusal == null || saysMore ? e : refusal;
            }
        }
        throw refusal;
    }

    /** The first is the sequence. */
    private static List<ValueInfoProto> inputs(GraphProto graph) {
        // Up to version 3 of the format, constants are listed as inputs too.
        Set<String> constants =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(value -> !constants.contains(value.getName()))
                .toList();
        if (inputs.isEmpty()) {
            throw new UserError("the model has no input", "expected one, the sequence");
        }
        ValueInfoProto input = inputs.get(0);
        int type = input.getType().getTensorType().getElemType();
        if (type != TensorProto.DataType.FLOAT_VALUE && type != TensorProto.DataType.DOUBLE_VALUE) {
            throw new UserError(
                    "the input '" + Text.name(input.getName()) + "' is of type " + TensorProto.DataType.forNumber(type),
                    "expected FLOAT");
        }
        return inputs;
    }

    private static boolean isEmpty(ValueInfoProto input) {
        return input.getType().getTensorType().getShape().getDimList().stream()
                .anyMatch(size -> size.hasDimValue() && size.getDimValue() == 0);
    }

    /** The name of the input with the steps of each sequence, or null. */
    private static String lengths(List<ValueInfoProto> inputs) {
        return inputs.stream()
                .skip(1)
                .filter(input -> input.getType().getTensorType().getElemType() == TensorProto.DataType.INT32_VALUE
                        && input.getType().getTensorType().getShape().getDimCount() == 1)
                .map(ValueInfoProto::getName)
                .findFirst()
                .orElse(null);
    }

    private static Flow byColumns(Flow input) {
        if (input.width() > MOST_FEATURES) {
            throw new UserError(
                    "the input has " + input.width() + " numbers a step", "expected at most " + MOST_FEATURES);
        }
        return input.with(new Affine(1, 0, Scaling.none(input.width())));
    }

    private static void checkAsItIs(Input given) {
        if (given.mean() != 0 || given.deviation() != 1) {
            throw new UserError(
                    Phrase.of(
                            Setting.INPUT_MEAN,
                            " and ",
                            Setting.INPUT_DEVIATION,
                            " are for images, and the model standardises its sequences itself"),
                    "leave them out");
        }
    }

    /** The first output that is the scores of a head. */
    private static ValueInfoProto answer(GraphProto graph, GraphReader reader) {
        for (ValueInfoProto output : graph.getOutputList()) {
            if (reader.value(output.getName()) instanceof Flow flow && flow.head() != null) {
                return output;
            }
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            if (reader.value(output.getName()) instanceof Unknown unknown) {
                throw unknown.error();
            }
        }
        throw new UserError(
                "no output comes from a linear layer (Gemm or MatMul)",
                "expected class scores after the recurrent layers");
    }
}
