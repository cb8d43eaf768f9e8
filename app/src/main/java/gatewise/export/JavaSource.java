package gatewise.export;

import gatewise.data.Form;
import gatewise.data.Window;
import gatewise.io.Text;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The source of a class that {@link JavaExport} writes, out of templates. */
final class JavaSource {
    private JavaSource() {}

    static String ofImages(NetworkSpec spec, String packageName) {
        Map<String, Object> settings = settings(spec, packageName);
        settings.put("timeSteps", spec.timeSteps());
        settings.put("cell", template(cell(spec)).stripTrailing());
        return filled(template("SequenceClassifier"), settings);
    }

    static String ofSequences(NetworkSpec spec, Form form, Window window, String packageName, String className) {
        boolean classes = form.task().saysClasses();
        Map<String, Object> settings = settings(spec, packageName);
        // What holds placeholders of its own comes first.
        Map<String, Object> pieces = new LinkedHashMap<>();
        pieces.put("answer", template(form.task().atEveryStep() ? "answer-steps" : "answer-end"));
        pieces.put("reader", spec.bidirectional() ? "" : template("reader"));
        pieces.put("cell", template(cell(spec)).stripTrailing());
        settings.put("class", className);
        settings.put("what", what(form, window, spec.classes()));
        settings.put("says", classes ? "The probability of each class" : "The numbers, in the units of the data");
        settings.put("method", classes ? "probabilities" : "numbers");
        settings.put("window", window == null ? 0 : window.length());
        settings.put("saysClasses", classes);
        settings.put("everyStep", form.task().atEveryStep());
        return filled(filled(template("Sequences"), pieces), settings);
    }

    private static String what(Form form, Window window, int outputs) {
        return switch (form.task()) {
            case CLASSIFY -> "which of " + outputs + " classes it is of";
            case TAG -> "which of " + outputs + " classes each step is of";
            case REGRESS -> outputs + (outputs == 1 ? " number of it" : " numbers of it");
            case FORECAST ->
                outputs
                        + (outputs == 1 ? " number that comes next" : " numbers that come next")
                        + (window == null
                                ? ""
                                : "; it was trained on windows of " + Text.count(window.length(), "step"));
        };
    }

    private static Map<String, Object> settings(NetworkSpec spec, String packageName) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("package", packageName);
        settings.put("title", spec.title());
        settings.put("inputSize", spec.inputSize());
        settings.put("classes", spec.classes());
        settings.put(
                "hiddenSizes", spec.hiddenSizes().stream().map(Object::toString).collect(Collectors.joining(", ")));
        settings.put("directions", spec.bidirectional() ? 2 : 1);
        return settings;
    }

    private static String cell(NetworkSpec spec) {
        return spec.cell() == Cell.GRU && spec.resetAfter()
                ? "gru-reset-after"
                : spec.cell().toString();
    }

    private static String filled(String template, Map<String, Object> settings) {
        String text = template;
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            text = text.replace(
                    "${" + setting.getKey() + "}", setting.getValue().toString());
        }
        return text;
    }

    private static String template(String name) {
        try (InputStream in = JavaSource.class.getResourceAsStream("/gatewise/export/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
