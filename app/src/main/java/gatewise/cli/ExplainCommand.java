package gatewise.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
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
import java.util.Arrays;
import java.util.List;
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
            "Shows what every gate did at every row of an image, or every step of another sequence, and what the network"
                    + " would have answered after it; holds gates and changes rows or steps to see what they are for.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  gatewise explain best.zip --index 0",
            "  gatewise explain best.zip digit.png --clamp forget=0 --rows 10-14",
            "  gatewise explain best.zip --test-set --reverse-rows",
            "  gatewise explain best.zip readings.csv --sequence pump-7 --clamp forget=0 --steps 10-14"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ModelParameter model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A picture of one character; or, for a network that reads sequences, a .ts file or a table.")
    private Path picture;

    @Option(
            names = "--index",
            paramLabel = "N",
            description = "A test image or sequence by its number from 0; with a FILE of sequences, one of these.")
    private Integer index;

    @Option(
            names = "--sequence",
            paramLabel = "NAME",
            description = "A test sequence by its name; with FILE, one of these; default: the first.")
    private String sequence;

    @Option(
            names = "--test-set",
            description = "Score all test images or sequences before and after what the options below change.")
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

    private ExplanationFiles files;

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
        Provenance provenance = Checkpoint.provenance(model.path());
        NetworkSpec spec = provenance.network();
        files = out == null
                ? new ExplanationFiles(model.folder("explanation"), !json, path -> path)
                : new ExplanationFiles(
                        out,
                        true,
                        path -> ModelParameter.replacing(
                                path, command.commandLine().getErr()));
        if (!provenance.data().isImages()) {
            sequences(provenance);
            return 0;
        }
        if (sequence != null) {
            throw new UserError(
                    "--sequence is for networks that read sequences, and this one reads images",
                    "give a test image with --index N");
        }
        if ((picture == null ? 0 : 1) + (index == null ? 0 : 1) + (testSet ? 1 : 0) != 1) {
            throw new UserError(
                    "expected an image, or all of the test set", "give one of IMAGE, --index N and --test-set");
        }
        Surgery surgery = surgeryOptions.surgery(spec);
        checkChanges(spec, surgery, "--reverse-rows");
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

    private void checkChanges(NetworkSpec spec, Surgery surgery, String order) {
        if (testSet && surgery.isNone()) {
            throw new UserError(
                    "--test-set needs something to change, such as "
                            + (spec.cell().hasGates()
                                    ? "--clamp " + spec.cell().gates().get(1) + "=1 or "
                                    : "")
                            + order,
                    "'gatewise evaluate' scores the network as it is");
        }
    }

    /** Of a network that reads sequences. */
    private void sequences(Provenance provenance) {
        boolean one = picture != null || index != null || sequence != null;
        if (one == testSet || index != null && sequence != null) {
            throw new UserError(
                    "expected a sequence, or all of the test set",
                    "give one of --index N, --sequence NAME, FILE and --test-set");
        }
        Form form = provenance.form();
        NetworkSpec spec = provenance.network();
        SequenceChoice.Test test = picture == null ? SequenceChoice.Test.open(provenance, data) : null;
        SequenceChoice choice = testSet
                ? null
                : test == null
                        ? SequenceChoice.of(picture, provenance, index, sequence)
                        : index == null ? test.named(sequence) : test.at(index);
        int steps = choice == null ? test.sequences().longest() : choice.steps();
        Surgery surgery = surgeryOptions.surgery(spec, steps, SequenceExplanation.STEPS);
        checkChanges(spec, surgery, "--reverse-steps");
        Explainer explainer = new Explainer(model.load().network(), spec);
        SequenceExplanation explanation = new SequenceExplanation(command, explainer, form, files, json);
        if (choice == null) {
            explanation.score(test, surgery);
        } else {
            String name = picture == null ? "test-" + choice.number() : name(picture) + " " + choice.name();
            explanation.read(choice, surgery, name);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceAll("\\.[^.]*$", "");
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
        if (files.areDrawn()) {
            draw(explainer.spec(), image, surgery, before, after, place);
        }
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            to.println(Json.pretty(new Reading(
                    explainer.spec().title(),
                    new Shown(image.name(), image.label()),
                    surgery.toString(),
                    new Traces(before, after),
                    files.written())));
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
        files.list(to);
    }

    private void draw(
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
        String name = index == null ? name(picture) : "test-" + index;
        for (int layer = 0; layer < spec.hiddenSizes().size(); layer++) {
            Path png = files.file(name + " " + surgery, "-layer-" + (layer + 1) + ".png");
            String title = title(spec, image) + (spec.hiddenSizes().size() > 1 ? ", layer " + (layer + 1) : "");
            TraceChart.write(png, title, before.labels(), readings, layer, place);
        }
    }

    private static String title(NetworkSpec spec, ModelImages.Image image) {
        return Text.visible(spec.title() + " reads " + image.name()
                + (image.label() == null ? "" : " (class " + image.label() + ")"));
    }

    private void score(Explainer explainer, ModelImages images, Surgery surgery, List<String> labels) {
        SurgeryScore score = SurgeryScore.of(explainer, images.dataset().testImages(), labels, surgery);
        if (files.areDrawn()) {
            String title = explainer.spec().title() + " before and after " + surgery;
            SurgeryChart.write(files.file("test set " + surgery, ".png"), score, title);
        }
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            to.println(Json.pretty(new Scoring(explainer.spec().title(), surgery.toString(), score, files.written())));
            return;
        }
        Terminal terminal = Terminal.of(command);
        to.println(terminal.prose(Text.format(
                "%s on the test images of %s, before and after %s%n",
                explainer.spec().title(), images.dataset().name(), surgery)));
        to.print(terminal.tables(SurgeryReport.table(score).toString(terminal.outWidth())));
        files.list(to);
    }
}
