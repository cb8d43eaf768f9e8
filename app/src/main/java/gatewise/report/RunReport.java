package gatewise.report;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
import gatewise.io.AtomicFile;
import gatewise.io.InputFile;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import gatewise.training.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a training run leaves beside its checkpoints. */
public final class RunReport {
    private static final long MOST_BYTES = 1 << 26;

    private RunReport() {}

    /** Writes history.csv and learning-curve.png; nothing before the first epoch is complete. */
    public static List<Path> writeHistory(RunFolder folder, Provenance provenance) {
        List<EpochRecord> history = provenance.progress().history();
        if (history.isEmpty()) {
            return List.of();
        }
        writeCsv(folder.history(), provenance.form(), history);
        LearningCurve.write(
                folder.learningCurve(),
                title(provenance),
                provenance.form().noun(),
                history.stream().map(RunReport::point).toList());
        return List.of(folder.history(), folder.learningCurve());
    }

    private static LearningCurve.Point point(EpochRecord e) {
        return e.hasAccuracy()
                ? LearningCurve.Point.ofClasses(e.epoch(), e.loss(), e.sampleAccuracy(), e.validationAccuracy())
                : LearningCurve.Point.ofNumbers(e.epoch(), e.loss(), e.validationLoss());
    }

    /** Such as {@code LSTM-28 on mnist}. */
    private static String title(Provenance provenance) {
        return provenance.network().title() + " on " + provenance.data().name();
    }

    /** Writes history.csv alone, which is quick enough for after each epoch; where numbers are said, accuracies are empty. */
    public static void writeCsv(Path csv, Form form, List<EpochRecord> history) {
        StringBuilder lines = new StringBuilder(
                "epoch,loss,sampleAccuracy,validationAccuracy,seconds," + form.kind() + "PerSecond,validationLoss\n");
        for (EpochRecord e : history) {
            lines.append(Text.format(
                    "%d,%.6f,%s,%s,%.3f,%.0f,%s%n",
                    e.epoch(),
                    e.loss(),
                    figure(e.sampleAccuracy()),
                    figure(e.validationAccuracy()),
                    e.seconds(),
                    e.imagesPerSecond(),
                    figure(e.validationLoss())));
        }
        AtomicFile.write(csv, out -> out.write(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Empty for what there is not. */
    private static String figure(double value) {
        return Double.isNaN(value) ? "" : Text.format("%.6f", value);
    }

    /**
     * The share of the test images that a checkpoint's network got right, as it says, or report.json beside one of an older
     * version; empty if neither does, or the report is about another network.
     */
    public static OptionalDouble testAccuracy(Path checkpoint, Provenance provenance) {
        if (provenance.isTrained() && provenance.progress().testAccuracy() != null) {
            return OptionalDouble.of(provenance.progress().testAccuracy());
        }
        Path file = new RunFolder(checkpoint.toAbsolutePath().getParent()).report();
        if (!provenance.isTrained() || provenance.progress().batch() > 0 || !Files.isRegularFile(file)) {
            return OptionalDouble.empty();
        }
        try {
            JsonNode report = Json.STRICT.readTree(InputFile.bytes(file, MOST_BYTES, ""));
            return isOf(report, provenance) ? share(report.path("testAccuracy")) : OptionalDouble.empty();
        } catch (IOException | UserError e) {
            return OptionalDouble.empty(); // a file of that name that is no report
        }
    }

    private static OptionalDouble share(JsonNode accuracy) {
        double share = accuracy.doubleValue();
        return accuracy.isNumber() && share >= 0 && share <= 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
    }

    private static boolean isOf(JsonNode report, Provenance provenance) {
        JsonNode data = report.path("data").path("sha256");
        return is(report.path("scoredEpoch"), provenance.progress().epochs())
                && is(report.path("seed"), provenance.plan().seed())
                && data.isTextual()
                && data.textValue().equals(provenance.data().sha256())
                && NetworkSpec.fromJson(report.path("network").toString(), "report.json")
                        .equals(provenance.network());
    }

    private static boolean is(JsonNode found, long expected) {
        return found.isIntegralNumber() && found.canConvertToLong() && found.longValue() == expected;
    }

    /**
     * Writes confusion-matrix.png and report.json.
     *
     * @param provenance of the run as it ended
     * @param scored the epoch whose network was scored on the test images
     */
    public static List<Path> writeResult(RunFolder folder, Provenance provenance, EpochRecord scored, Evaluation test) {
        ConfusionChart.write(
                folder.confusionMatrix(),
                test.confusion(),
                provenance.data().labels(),
                Text.format(
                        "%s: %d test %s, %.2f%% right",
                        title(provenance), test.images(), provenance.form().itemNoun(), 100 * test.accuracy()));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("testAccuracy", test.accuracy());
        report.put("validationAccuracy", scored.validationAccuracy());
        describe(report, provenance, scored);
        report.put("confusion", test.confusion());
        AtomicFile.write(folder.report(), out -> out.write(Json.prettyBytes(report)));
        return List.of(folder.confusionMatrix(), folder.report());
    }

    /**
     * What a network that says numbers did on the test sequences.
     *
     * @param forecasts the same beside naive ones; null where nothing is forecast
     */
    public record Tested(Residuals residuals, Forecasts forecasts) {}

    /**
     * Writes report.json of a network that says numbers.
     *
     * @param provenance of the run as it ended
     * @param scored the epoch whose network was scored on the test sequences
     */
    public static List<Path> writeResult(RunFolder folder, Provenance provenance, EpochRecord scored, Tested test) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put(
                "test", ResidualReport.json(test.residuals(), provenance.data().labels(), test.forecasts()));
        report.put("validationLoss", scored.validationLoss());
        describe(report, provenance, scored);
        AtomicFile.write(folder.report(), out -> out.write(Json.prettyBytes(report)));
        return List.of(folder.report());
    }

    /** What was trained, how and by what. */
    private static void describe(Map<String, Object> report, Provenance provenance, EpochRecord scored) {
        Progress progress = provenance.progress();
        report.put("epochs", progress.epochs());
        report.put("scoredEpoch", scored.epoch());
        report.put("bestEpoch", progress.best().epoch());
        report.put("parameters", provenance.network().parameters());
        report.put("seconds", progress.seconds());
        report.put(provenance.form().kind() + "PerSecond", progress.imagesPerSecond());
        report.put("engine", provenance.engine());
        report.put("seed", provenance.plan().seed());
        report.put("threads", provenance.threads());
        report.put("backend", provenance.software().backend());
        report.put("network", provenance.network());
        report.put("plan", provenance.plan());
        report.put("data", provenance.data());
        report.put("gatewiseVersion", provenance.software().gatewise());
        report.put("dl4jVersion", provenance.software().dl4j());
        report.put("javaVersion", provenance.software().java());
    }
}
