package gatewise.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.explain.Explainer;
import gatewise.explain.LabelledTrace;
import gatewise.explain.NetworkTrace;
import gatewise.explain.RowOrder;
import gatewise.explain.Surgery;
import gatewise.explain.SurgeryScore;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.report.SurgeryChart;
import gatewise.report.SurgeryReport;
import gatewise.report.TraceChart;
import gatewise.report.TraceReport;
import gatewise.scoring.Scores;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the gates did, and what becomes of it when they are held. */
@Command(
        name = "explain",
        description = {
            "Shows what every gate did at every row of an image, and what the network would have answered after it; holds"
                    + " gates and changes rows to see what they are for.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  gatewise explain best.zip --index 0",
            "  gatewise explain best.zip digit.png --clamp forget=0 --rows 10-14",
            "  gatewise explain best.zip --test-set --reverse-rows"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 100;

    @Spec
    private CommandSpec command;

    @Mixin
    private ModelParameter model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "IMAGE", description = "A picture of one character.")
    private Path picture;

    @Option(names = "--index", paramLabel = "N", description = "A test image by its number from 0.")
    private Integer index;

    @Option(names = "--test-set", description = "Score all test images before and after what the options below change.")
    private boolean testSet;

    @Mixin
    private SurgeryOptions surgeryOptions;

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the pictures; default: explanation/NAME beside the model NAME.zip.")
    private Path out;

    /** An image as {@code --json} prints it; after is null without surgery. */
    private record Reading(
            String model,
            @JsonUnwrapped Shown shown,
            String surgery,
            @JsonUnwrapped Traces traces,
            List<String> written) {}

    private record Shown(String image, String actual) {}

    private record Traces(LabelledTrace before, LabelledTrace after) {}

    /** The test set as {@code --json} prints it. */
    private record Scoring(
            String model, String surgery, @JsonUnwrapped SurgeryScore score, List<String> written) {}

    @Override
    public Integer call() {
        if ((picture == null ? 0 : 1) + (index == null ? 0 : 1) + (testSet ? 1 : 0) != 1) {
            throw new UserError(
                    "expected an image, or all of the test set", "give one of IMAGE, --index N and --test-set");
        }
        Provenance provenance = Checkpoint.provenance(model.path());
        NetworkSpec spec = provenance.network();
        Surgery surgery = surgeryOptions.surgery(spec);
        if (testSet && surgery.isNone()) {
            throw new UserError(
                    "--test-set needs something to change, such as --clamp forget=1 or --reverse-rows",
                    "'gatewise evaluate' scores the network as it is");
        }
        ModelImages images = new ModelImages(provenance, data);
        ModelImages.Image image = testSet ? null : index == null ? images.picture(picture) : images.test(index);
        if (testSet) {
            images.dataset();
        }
        Explainer explainer = new Explainer(model.load().network(), spec);
        List<String> labels = provenance.data().labels();
        if (testSet) {
            score(explainer, images, surgery, labels);
        } else {
            read(explainer, image, surgery, labels);
        }
        return 0;
    }

    private static LabelledTrace trace(
            Explainer explainer, ModelImages.Image image, Surgery surgery, List<String> labels) {
        NetworkTrace trace = explainer.trace(image.pixels(), surgery);
        Arrays.stream(trace.probabilities()).forEach(Scores::requireFinite);
        return new LabelledTrace(trace, labels);
    }

    private void read(Explainer explainer, ModelImages.Image image, Surgery surgery, List<String> labels) {
        LabelledTrace before = trace(explainer, image, Surgery.NONE, labels);
        LabelledTrace after = surgery.isNone() ? null : trace(explainer, image, surgery, labels);
        String place = surgery.order() == RowOrder.AS_IS ? "row" : "step";
        List<Path> written = isDrawn() ? pictures(explainer.spec(), image, surgery, before, after, place) : List.of();
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            to.println(Json.pretty(new Reading(
                    explainer.spec().title(),
                    new Shown(image.name(), image.label()),
                    surgery.toString(),
                    new Traces(before, after),
                    names(written))));
            return;
        }
        Terminal terminal = Terminal.of(command);
        String change = after == null ? "" : ", before and after " + surgery;
        to.println(terminal.prose(title(explainer.spec(), image) + change + "\n"));
        List<LabelledTrace> readings = after == null ? List.of(before) : List.of(before, after);
        to.println(terminal.tables(TraceReport.table(readings, place, terminal.outWidth())));
        Cell cell = explainer.spec().cell();
        to.print(terminal.prose(
                (after == null ? "" : "before: ") + TraceReport.summary(before, cell, image.label(), "row")));
        if (after != null) {
            to.print(terminal.prose("after: " + TraceReport.summary(after, cell, image.label(), place)));
        }
        list(to, written);
    }

    private List<Path> pictures(
            NetworkSpec spec,
            ModelImages.Image image,
            Surgery surgery,
            LabelledTrace before,
            LabelledTrace after,
            String place) {
        List<TraceChart.Reading> readings = after == null
                ? List.of(new TraceChart.Reading("", before.trace()))
                : List.of(
                        new TraceChart.Reading("before", before.trace()),
                        new TraceChart.Reading("after " + surgery, after.trace()));
        String name = index == null ? picture.getFileName().toString().replaceAll("\\.[^.]*$", "") : "test-" + index;
        List<Path> written = new ArrayList<>();
        for (int layer = 0; layer < spec.hiddenSizes().size(); layer++) {
            Path png = file(name + " " + surgery, "-layer-" + (layer + 1) + ".png");
            String title = title(spec, image) + (spec.hiddenSizes().size() > 1 ? ", layer " + (layer + 1) : "");
            TraceChart.write(png, title, before.labels(), readings, layer, place);
            written.add(png);
        }
        return written;
    }

    private static String title(NetworkSpec spec, ModelImages.Image image) {
        return Text.visible(spec.title() + " reads " + image.name()
                + (image.label() == null ? "" : " (class " + image.label() + ")"));
    }

    private void score(Explainer explainer, ModelImages images, Surgery surgery, List<String> labels) {
        SurgeryScore score = SurgeryScore.of(explainer, images.dataset().testImages(), labels, surgery);
        List<Path> written = new ArrayList<>();
        if (isDrawn()) {
            written.add(file("test set " + surgery, ".png"));
            String title = explainer.spec().title() + " before and after " + surgery;
            SurgeryChart.write(written.get(0), score, title);
        }
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            to.println(Json.pretty(new Scoring(explainer.spec().title(), surgery.toString(), score, names(written))));
            return;
        }
        Terminal terminal = Terminal.of(command);
        to.println(terminal.prose(Text.format(
                "%s on the test images of %s, before and after %s%n",
                explainer.spec().title(), images.dataset().name(), surgery)));
        to.print(terminal.tables(SurgeryReport.table(score).toString(terminal.outWidth())));
        list(to, written);
    }

    private static List<String> names(List<Path> written) {
        return written.stream().map(Path::toString).toList();
    }

    /** Programs that ask for JSON get pictures only where they say so. */
    private boolean isDrawn() {
        return !json || out != null;
    }

    /** A file for each experiment, so that one does not overwrite another. */
    private Path file(String experiment, String end) {
        String words = experiment
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}.]+", "-")
                .replaceAll("^-|-$", "");
        String name = words.length() <= LONGEST_NAME
                ? words
                : words.substring(0, LONGEST_NAME) + Text.format("-%08x", words.hashCode());
        return out == null
                ? model.folder("explanation").resolve(name + end)
                : ModelParameter.replacing(
                        out.resolve(name + end), command.commandLine().getErr());
    }

    private static void list(PrintWriter to, List<Path> written) {
        to.println("\nwritten:");
        written.forEach(path -> to.println("  " + path));
    }
}
