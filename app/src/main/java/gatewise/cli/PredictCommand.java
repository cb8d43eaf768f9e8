package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.scoring.Classifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what pictures show. */
@Command(
        name = "predict",
        description = {
            "Says which class each picture shows. PNG, JPEG, BMP or GIF of any size, dark on light or light on dark:"
                    + " the character is cut out, scaled and centred as MNIST's are.",
            ""
        },
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ModelParameter model;

    @Mixin
    private DataOption data;

    @Parameters(index = "1..*", paramLabel = "IMAGE", description = "Pictures of one character each.")
    private List<Path> images = List.of();

    @Option(names = "--index", paramLabel = "N", description = "A test image by its number from 0; may be repeated.")
    private List<Integer> indices = List.of();

    @Option(names = "--top", paramLabel = "N", defaultValue = "3", description = "Classes to print; default: 3.")
    private int top;

    @Option(names = "--json", description = "Print all classes as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (images.isEmpty() && indices.isEmpty()) {
            throw new UserError("nothing to predict", "give picture files, or test images with --index N");
        }
        if (top < 1) {
            throw new UserError("--top must be at least 1, got " + top, "give a larger one");
        }
        var provenance = Checkpoint.provenance(model.path());
        ModelImages known = new ModelImages(provenance, data);
        List<ModelImages.Image> inputs = new ArrayList<>();
        images.forEach(image -> inputs.add(known.picture(image)));
        indices.forEach(index -> inputs.add(known.test(index)));
        Classifier classifier = Classifier.of(model.load());
        List<Map<String, Object>> results = new ArrayList<>();
        for (ModelImages.Image input : inputs) {
            results.add(result(
                    input,
                    classifier.probabilities(input.pixels()),
                    provenance.data().labels()));
        }
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(results));
        } else {
            results.forEach(result -> out.println(line(result)));
        }
        return 0;
    }

    private static Map<String, Object> result(ModelImages.Image input, float[] probabilities, List<String> labels) {
        List<Map<String, Object>> classes = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .map(i -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("label", labels.get(i));
                    row.put("probability", probabilities[i]);
                    return row;
                })
                .toList();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("image", input.name());
        if (input.label() != null) {
            result.put("actual", input.label());
        }
        result.put("predicted", classes.get(0).get("label"));
        result.put("classes", classes);
        return result;
    }

    @SuppressWarnings("unchecked")
    private String line(Map<String, Object> result) {
        StringBuilder line = new StringBuilder(result.get("image") + ":");
        ((List<Map<String, Object>>) result.get("classes"))
                .stream()
                        .limit(top)
                        .forEach(row -> line.append(
                                Text.format("  %s %.1f%%", row.get("label"), 100 * (float) row.get("probability"))));
        return result.containsKey("actual") ? line + "  (is " + result.get("actual") + ")" : line.toString();
    }
}
