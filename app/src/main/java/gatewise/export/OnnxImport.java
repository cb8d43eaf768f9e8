package gatewise.export;

import gatewise.export.Value.Axis;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Part;
import gatewise.export.Value.Unknown;
import gatewise.export.Value.When;
import gatewise.io.Digests;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * A network out of an ONNX model that was made here or elsewhere.
 *
 * @param weights the network, with the same answer as the model for every input
 * @param model that it was in
 * @param source what the model takes
 * @param result what it answers
 */
public record OnnxImport(NetworkWeights weights, Model model, Source source, Result result) {
    /**
     * A model as a file has it.
     *
     * @param metadata of any kind
     * @param producer the program that wrote it, with its version; empty if it does not say
     * @param file its bytes
     */
    public record Model(Map<String, String> metadata, String producer, byte[] file) {}

    /**
     * What a model takes.
     *
     * @param name of its input
     * @param axes of it, such as {@code [batch, steps, features]}
     * @param batch the only number of sequences that it takes at once; 0 for any
     */
    public record Source(String name, String axes, int batch) {}

    /**
     * What a model answers; the network always gives probabilities.
     *
     * @param name of its output
     * @param kind logits, probabilities or log probabilities
     */
    public record Result(String name, String kind) {}

    /** The key of the number of steps in the metadata of a model for any number of them. */
    public static final String TIME_STEPS = "time_steps";

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
        return HexFormat.of().formatHex(Digests.of("SHA-256").digest(model.file()));
    }

    /** @throws UserError in one line that names the file, and the node at fault */
    public static OnnxImport read(Path file, Input input) {
        byte[] bytes = OnnxFile.bytes(file);
        ModelProto model = OnnxFile.parse(file, bytes);
        try {
            TensorReader tensors = new TensorReader(file.toAbsolutePath().getParent());
            return read(model, bytes, tensors, input);
        } catch (UserError e) {
            throw new UserError(Phrase.of(file, ": ", e.problem()), e.fix(), e);
        }
    }

    /** Names in a file may hold what a terminal would take for more than text. */
    private static String producer(ModelProto model) {
        String name = model.getProducerName() + " " + model.getProducerVersion();
        return Text.visible(Text.name(name.strip()));
    }

    private static OnnxImport read(ModelProto model, byte[] bytes, TensorReader tensors, Input given) {
        GraphProto graph = model.getGraph();
        Limits.check(graph);
        GraphCheck.check(graph);
        ValueInfoProto input = input(graph);
        Map<String, String> metadata = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        UserError refusal = null;
        for (List<Axis> axes : readings(input)) {
            InputReading reading = new InputReading(input, axes, given.steps(), metadata.get(TIME_STEPS));
            try {
                GraphReader reader = new GraphReader(graph, tensors, input.getName(), reading.flow(), reading.sizes());
                ValueInfoProto output = answer(graph, reader);
                Flow answer = (Flow) reader.value(output.getName());
                NetworkWeights weights =
                        new FlowNetwork(answer).weights(reading.steps(), given.mean(), given.deviation());
                return new OnnxImport(
                        weights,
                        new Model(metadata, producer(model), bytes),
                        new Source(input.getName(), reading.flow().axesText(), reading.size(Axis.BATCH)),
                        new Result(
                                output.getName(),
                                answer.answer().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
            } catch (UserError e) {
                // That the axes are in another order says less than what else is wrong.
                boolean saysMore = refusal instanceof LayoutError && !(e instanceof LayoutError);
                refusal = refusal == null || saysMore ? e : refusal;
            }
        }
        throw refusal;
    }

    private static ValueInfoProto input(GraphProto graph) {
        // Up to version 3 of the format, constants are listed as inputs too.
        Set<String> constants =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        ValueInfoProto input = graph.getInputList().stream()
                .filter(value -> !constants.contains(value.getName()))
                .findFirst()
                .orElseThrow(() -> new UserError("the model has no input", "expected one, the sequence"));
        int type = input.getType().getTensorType().getElemType();
        if (type != TensorProto.DataType.FLOAT_VALUE && type != TensorProto.DataType.DOUBLE_VALUE) {
            throw new UserError(
                    "the input '" + Text.name(input.getName()) + "' is of type " + TensorProto.DataType.forNumber(type),
                    "expected FLOAT");
        }
        return input;
    }

    /** What the axes of an input may be, the likeliest first. */
    private static List<List<Axis>> readings(ValueInfoProto input) {
        List<TensorShapeProto.Dimension> sizes =
                input.getType().getTensorType().getShape().getDimList();
        List<List<Axis>> readings = new ArrayList<>();
        switch (sizes.size()) {
            case 2 -> readings.add(List.of(Axis.BATCH, Axis.FLAT));
            case 3 -> {
                readings.add(List.of(Axis.BATCH, Axis.STEPS, Axis.FEATURES));
                readings.add(List.of(Axis.STEPS, Axis.BATCH, Axis.FEATURES));
            }
            case 4 -> {
                if (sizes.get(1).getDimValue() == 1) {
                    readings.add(List.of(Axis.BATCH, Axis.ONE, Axis.STEPS, Axis.FEATURES));
                }
                if (sizes.get(3).getDimValue() == 1) {
                    readings.add(List.of(Axis.BATCH, Axis.STEPS, Axis.FEATURES, Axis.ONE));
                }
            }
            default -> {} // refused below
        }
        if (readings.isEmpty()) {
            throw new UserError(
                    "the input '" + Text.name(input.getName()) + "' has " + sizes.size() + " axes",
                    "expected [batch, steps, features], or an image of one channel");
        }
        return readings;
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

    /** An input whose axes are taken for something. */
    private record InputReading(ValueInfoProto input, List<Axis> axes, int givenSteps, String usualSteps) {

        /** As declared; 0 if it is known only when the model runs. */
        private int size(Axis axis) {
            int place = axes.indexOf(axis);
            long size = place < 0
                    ? 0
                    : input.getType().getTensorType().getShape().getDim(place).getDimValue();
            return size > 0 && size <= Integer.MAX_VALUE ? (int) size : 0;
        }

        /** 0 if neither the model nor the user says. */
        private int knownSteps() {
            int declared = size(Axis.STEPS);
            if (declared > 0 && givenSteps > 0 && declared != givenSteps) {
                throw new UserError(
                        Phrase.of(
                                Setting.TIME_STEPS,
                                " " + givenSteps + " does not go with the input '" + Text.name(input.getName())
                                        + "' of " + declared + " steps"),
                        "leave it out");
            }
            return Math.max(declared, givenSteps);
        }

        Sizes sizes() {
            int batch = size(Axis.BATCH);
            return new Sizes(knownSteps(), batch == 0 ? Tensor.BATCH : batch);
        }

        Flow flow() {
            boolean flat = axes.contains(Axis.FLAT);
            int width = size(flat ? Axis.FLAT : Axis.FEATURES);
            if (width == 0) {
                throw new UserError(
                        "the input '" + Text.name(input.getName()) + "' does not say how many numbers a step has",
                        "expected a fixed number");
            }
            if (flat && (knownSteps() == 0 || width % knownSteps() != 0)) {
                throw new UserError(
                        "the input '" + Text.name(input.getName()) + "' is flat, " + width + " numbers",
                        Phrase.of("say with ", Setting.TIME_STEPS, " how many rows they are"));
            }
            return Flow.of(axes, List.of(new Part(null, width, When.ALL)));
        }

        int steps() {
            if (knownSteps() > 0) {
                return knownSteps();
            }
            if (usualSteps != null && usualSteps.matches("[1-9][0-9]{0,8}")) {
                return Integer.parseInt(usualSteps);
            }
            throw new UserError(
                    "the input '" + Text.name(input.getName()) + "' may have any number of steps",
                    Phrase.of("say with ", Setting.TIME_STEPS, " how many the network is to read"));
        }
    }
}
