package gatewise.cli;

import gatewise.data.Form;
import gatewise.explain.Explainer;
import gatewise.explain.SequenceTrace;
import gatewise.explain.Surgery;
import gatewise.explain.SurgeryResult;
import gatewise.explain.SurgeryScore;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.network.NetworkSpec;
import gatewise.report.SequenceChart;
import gatewise.report.SequenceReport;
import gatewise.report.SequenceTable;
import gatewise.report.SurgeryChart;
import gatewise.report.SurgeryReport;
import gatewise.report.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code explain} prints and draws of sequences that are no images. */
final class SequenceExplanation {
    /** What surgery calls a place in a sequence. */
    static final String STEPS = "steps";

    private final CommandSpec command;
    private final Explainer explainer;
    private final Form form;
    private final ExplanationFiles files;
    private final boolean json;

    SequenceExplanation(CommandSpec command, Explainer explainer, Form form, ExplanationFiles files, boolean json) {
        this.command = command;
        this.explainer = explainer;
        this.form = form;
        this.files = files;
        this.json = json;
    }

    /** @param experiment what the names of files begin with */
    void read(SequenceChoice choice, Surgery surgery, String experiment) {
        SequenceTrace before = trace(choice, Surgery.NONE);
        SequenceTrace after = surgery.isNone() ? null : trace(choice, surgery);
        String change = surgery.toString(STEPS);
        if (files.areDrawn()) {
            draw(choice, before, after, change, experiment);
        }
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("model", explainer.spec().title());
            all.put("sequence", choice.name());
            all.put("index", choice.number());
            all.put("steps", choice.steps());
            all.put("actual", before.truth().named(form));
            all.put("surgery", change);
            all.put("before", before);
            all.put("after", after);
            all.put("written", files.written());
            to.println(Json.pretty(all));
            return;
        }
        Terminal terminal = Terminal.of(command);
        List<SequenceTrace> readings = after == null ? List.of(before) : List.of(before, after);
        String says = after == null ? "" : ", before and after " + change;
        to.println(terminal.prose(title(choice, before) + says + "\n"));
        String notes = SequenceTable.notes(before)
                + (surgery.changesSteps() ? Text.format("steps and values are those after the surgery%n") : "");
        if (!notes.isEmpty()) {
            to.println(terminal.prose(notes));
        }
        to.println(terminal.tables(SequenceTable.of(readings, terminal.outWidth())));
        TextTable numbers = SequenceReport.numbers(readings);
        if (numbers != null) {
            to.println(terminal.tables(numbers.toString(terminal.outWidth())));
        }
        for (SequenceTrace reading : readings) {
            String which = after == null ? "" : reading == before ? "before: " : "after: ";
            to.print(terminal.prose(
                    which + SequenceReport.summary(reading, explainer.spec().cell())));
        }
        files.list(to);
    }

    private SequenceTrace trace(SequenceChoice choice, Surgery surgery) {
        return SequenceTrace.of(explainer, choice.set(), choice.number(), form, surgery);
    }

    private void draw(
            SequenceChoice choice, SequenceTrace before, SequenceTrace after, String change, String experiment) {
        List<SequenceChart.Reading> readings = after == null
                ? List.of(new SequenceChart.Reading("", before))
                : List.of(
                        new SequenceChart.Reading("before", before),
                        new SequenceChart.Reading("after " + change, after));
        int layers = explainer.spec().hiddenSizes().size();
        for (int layer = 0; layer < layers; layer++) {
            Path png = files.file(experiment + " " + change, "-layer-" + (layer + 1) + ".png");
            String title = title(choice, before) + (layers > 1 ? ", layer " + (layer + 1) : "");
            SequenceChart.write(png, title, readings, layer);
        }
    }

    private String title(SequenceChoice choice, SequenceTrace trace) {
        Object truth = trace.truth().named(form);
        return Text.visible(Text.format(
                "%s reads %s, %s%s",
                explainer.spec().title(),
                choice.title(),
                Text.count(choice.steps(), "step"),
                truth instanceof String label ? " (class " + Text.quoted(label) + ")" : ""));
    }

    /** Of all test sequences. */
    void score(SequenceChoice.Test test, Surgery surgery) {
        SurgeryResult result = SurgeryResult.of(explainer, test.sequences(), form, surgery);
        String change = surgery.toString(STEPS);
        NetworkSpec spec = explainer.spec();
        if (files.areDrawn()) {
            Path png = files.file("test set " + change, ".png");
            String title = spec.title() + " before and after " + change;
            if (result.score() != null) {
                SurgeryChart.write(png, result.score(), title);
            } else {
                SurgeryChart.write(png, result.errors(), title);
            }
        }
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            to.println(Json.pretty(json(result, change)));
            return;
        }
        Terminal terminal = Terminal.of(command);
        to.println(terminal.prose(Text.format(
                "%s on the test %s of %s, before and after %s%n", spec.title(), form.noun(), test.of(), change)));
        TextTable table = result.score() == null
                ? SurgeryReport.table(result.errors())
                : SurgeryReport.table(result.score(), form.itemNoun());
        to.print(terminal.tables(table.toString(terminal.outWidth())));
        files.list(to);
    }

    private Map<String, Object> json(SurgeryResult result, String change) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("model", explainer.spec().title());
        all.put("task", form.task());
        all.put("surgery", change);
        if (result.score() == null) {
            all.put("sequences", result.errors().sequences());
            all.put("standardised", result.errors().standardised());
            all.put(
                    "rmse",
                    beforeAndAfter(result.errors().before(), result.errors().after()));
            all.put("outputs", result.errors().outputs());
        } else {
            SurgeryScore score = result.score();
            all.put(form.itemNoun(), score.images());
            all.put("accuracy", beforeAndAfter(score.before(), score.after()));
            all.put("classes", classes(score));
        }
        all.put("written", files.written());
        return all;
    }

    private List<Map<String, Object>> classes(SurgeryScore score) {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (SurgeryScore.OfClass row : score.classes()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("label", row.label());
            one.put(form.itemNoun(), row.images());
            one.putAll(beforeAndAfter(row.before(), row.after()));
            classes.add(one);
        }
        return classes;
    }

    private static Map<String, Object> beforeAndAfter(Double before, Double after) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("before", before);
        both.put("after", after);
        return both;
    }
}
