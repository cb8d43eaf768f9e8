package gatewise.report;

import gatewise.checkpoint.Provenance;
import gatewise.data.Columns;
import gatewise.data.Form;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.data.Window;
import gatewise.io.Text;
import gatewise.network.Loss;
import gatewise.network.NetworkSpec;
import gatewise.network.Output;
import java.util.ArrayList;
import java.util.List;

/** What a network's sequences are and what it says of them, in a few lines for a terminal. */
final class SequenceSummary {
    private SequenceSummary() {}

    /** Lengths and task, features, what is said, what is made small in training, and how files are read; each line is ended. */
    static String of(Provenance provenance) {
        NetworkSpec spec = provenance.network();
        Form form = provenance.form();
        Reading reading = provenance.data().reading();
        List<String> lines = new ArrayList<>();
        lines.add(task(spec, form, reading.window()));
        lines.add("features " + names(form.features()) + (isNone(form.scaling()) ? ", not scaled" : ", standardised"));
        lines.add((form.task().saysClasses() ? "classes " : "outputs ")
                + names(form.outputs())
                + (form.outputScaling() == null || isNone(form.outputScaling()) ? "" : ", standardised in training"));
        String loss = loss(spec.output());
        if (!loss.isEmpty()) {
            lines.add(loss);
        }
        String read = read(reading);
        if (!read.isEmpty()) {
            lines.add(read);
        }
        return Text.format("%s%n", String.join(Text.format("%n"), lines));
    }

    private static String task(NetworkSpec spec, Form form, Window window) {
        if (form.task() == Task.FORECAST && window != null) {
            return Text.format(
                    "forecast of %s after windows of %s of %d%s",
                    Text.count(window.horizon(), "step"),
                    Text.count(window.length(), "step"),
                    spec.inputSize(),
                    window.season() > 0 ? ", season " + window.season() : "");
        }
        String steps = Text.format("sequences of up to %d steps of %d, ", spec.timeSteps(), spec.inputSize());
        return steps
                + switch (form.task()) {
                    case CLASSIFY -> spec.classes() + " classes";
                    case TAG -> spec.classes() + " classes of steps";
                    case REGRESS, FORECAST -> Text.count(spec.classes(), "number");
                };
    }

    private static String names(List<String> names) {
        return Text.visible(Text.list(names.stream().map(Text::name).toList()));
    }

    private static boolean isNone(Scaling scaling) {
        return scaling.equals(Scaling.none(scaling.columns()));
    }

    private static String loss(Output output) {
        boolean usual = output.loss() == (output.task().saysClasses() ? Loss.CROSS_ENTROPY : Loss.MSE);
        List<String> parts = new ArrayList<>();
        if (!usual) {
            parts.add("loss " + output.loss());
        }
        if (output.classWeights() != null) {
            parts.add("class weights "
                    + Text.list(output.classWeights().stream()
                            .map(ResidualReport::figure)
                            .toList()));
        }
        return String.join(", ", parts);
    }

    /** What was said about the columns of a table and about missing values. */
    private static String read(Reading reading) {
        Columns columns = reading.columns();
        List<String> parts = new ArrayList<>();
        add(parts, "sequence", columns.sequence());
        add(parts, "step", columns.step());
        add(parts, "label", columns.label());
        if (columns.targets() != null) {
            parts.add("targets " + names(columns.targets()));
        }
        if (!parts.isEmpty()) {
            parts.set(0, "columns: " + parts.get(0));
        }
        if (reading.missing() != Missing.REFUSE) {
            parts.add("missing values: " + (reading.missing() == Missing.ZERO ? "the mean" : "interpolated"));
        }
        return Text.visible(String.join(", ", parts));
    }

    private static void add(List<String> parts, String what, String column) {
        if (column != null) {
            parts.add(what + " " + Text.name(column));
        }
    }
}
