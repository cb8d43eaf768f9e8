package gatewise.report;

import gatewise.data.Task;
import gatewise.explain.SequenceTrace;
import gatewise.io.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one layer did while it read a sequence: its inputs as curves, and below them at the same steps what every gate, the cell and
 * the hidden state of each unit were, and what the head would have answered. Time runs to the right.
 */
public final class SequenceChart {
    private static final int MARGIN = 28;
    private static final int HEAD = 64;
    private static final int READING_HEAD = 30;
    private static final int GAP = 9;
    private static final int BESIDE = 12;
    private static final int AXIS = 44;
    private static final int FOOT = 40;
    private static final String DEVIATIONS = ", in deviations from the mean";
    private static final Pen SETTLED = new Pen(Palette.ORANGE, 1, 5, 4);

    private final String title;
    private final List<Reading> readings;
    private final StepAxis axis;
    private final float cellRange;
    private final List<Band> bands = new ArrayList<>();

    /**
     * A reading of the sequence.
     *
     * @param name what it is called beside another one, such as {@code before}; empty if it is the only one
     */
    public record Reading(String name, SequenceTrace trace) {}

    /** A reading's strips from above to below. */
    private record Band(String head, SequenceTrace trace, List<StepPanel> panels) {
        int height() {
            return READING_HEAD
                    + panels.stream().mapToInt(panel -> panel.height() + GAP).sum()
                    + AXIS;
        }
    }

    private SequenceChart(String title, List<Reading> readings, int layer) {
        this.title = title;
        this.readings = readings;
        axis = StepAxis.of(readings.get(0).trace().steps());
        float range = 0;
        for (Reading reading : readings) {
            range = Math.max(range, TraceChart.cellRange(reading.trace().trace()));
        }
        cellRange = range;
        List<SequenceTrace> all = readings.stream().map(Reading::trace).toList();
        for (Reading reading : readings) {
            SequencePanels of = new SequencePanels(reading.trace(), all, axis);
            List<StepPanel> panels = new ArrayList<>(of.inputs());
            panels.addAll(of.layer(layer, cellRange));
            panels.addAll(of.answers());
            String says = SequenceReport.head(reading.trace());
            bands.add(new Band(
                    reading.name().isEmpty() || says.isEmpty() ? reading.name() + says : reading.name() + ": " + says,
                    reading.trace(),
                    panels));
        }
    }

    /**
     * Writes the picture of a layer as a PNG.
     *
     * @param readings of the same network, one below the other, on the same scales of colour
     * @param layer from 0
     * @throws gatewise.io.UserError (a failed job) if the file cannot be written
     */
    public static void write(Path png, String title, List<Reading> readings, int layer) {
        new SequenceChart(title, readings, layer).write(png);
    }

    private void write(Path png) {
        int names = 0;
        int labels = 0;
        int right = 0;
        int texts = Math.max(Png.width(Type.TITLE, title), Png.width(Type.SMALL, notes()));
        int height = HEAD + FOOT;
        for (Band band : bands) {
            for (StepPanel panel : band.panels()) {
                names = Math.max(names, Png.width(Type.NAME, panel.name()));
                for (String label : panel.labels()) {
                    labels = Math.max(labels, Png.width(StepPanel.LABEL, label));
                }
                right = Math.max(right, panel.right());
            }
            texts = Math.max(texts, Png.width(Type.NAME, band.head()));
            height += band.height();
        }
        Legend legend = legend();
        int left = MARGIN + names + BESIDE + labels + BESIDE;
        int width = Math.max(left + axis.width() + right + MARGIN, 2 * MARGIN + Math.max(legend.width(), texts));
        int bottom = height;
        Png.write(png, width, height, canvas -> {
            canvas.text(Type.TITLE, MARGIN, 34, title);
            canvas.text(StepPanel.LABEL, MARGIN, 54, notes());
            int y = HEAD;
            for (Band band : bands) {
                draw(canvas, band, left, y);
                y += band.height();
            }
            legend.draw(canvas, MARGIN, bottom - 22);
        });
    }

    /** What is to be known to read the picture. */
    private String notes() {
        List<String> notes = new ArrayList<>();
        if (axis.each() > 1) {
            notes.add(Text.format(
                    "each column of pixels is %d steps: colours show their mean, curves their mean, least and most",
                    axis.each()));
        }
        SequenceTrace first = readings.get(0).trace();
        if (first.trace().isBidirectional() && !first.task().atEveryStep()) {
            notes.add("the answer at a step is the one after so many steps each way");
        }
        return String.join("; ", notes);
    }

    private void draw(Canvas canvas, Band band, int left, int top) {
        canvas.text(Type.NAME.in(Palette.BLUE), MARGIN, top + 14, band.head());
        int begin = top + READING_HEAD;
        int y = begin;
        for (StepPanel panel : band.panels()) {
            canvas.text(Type.NAME, MARGIN, y + 11, panel.name());
            panel.draw(canvas, left, y);
            y += panel.height() + GAP;
        }
        int end = y - GAP;
        canvas.line(Pen.RULE, left, end + 4, left + axis.width(), end + 4);
        for (int step : axis.ticks()) {
            double x = left + axis.x(step + 0.5);
            canvas.line(Pen.RULE, x, end + 4, x, end + 8);
            canvas.text(StepPanel.LABEL.middle(), x, end + 21, Integer.toString(step));
        }
        canvas.text(StepPanel.LABEL.end(), left - BESIDE, end + 21, "step");
        if (band.trace().task() == Task.CLASSIFY) {
            double x = left + axis.x(band.trace().trace().settled());
            // With two directions a step of the answer is not one step of the sequence.
            StepPanel answer = band.panels().get(band.panels().size() - 1);
            int from = band.trace().trace().isBidirectional() ? end - answer.height() : begin;
            canvas.line(SETTLED, x, from - 3, x, end + 3);
        }
    }

    private static String inputs(SequenceTrace trace) {
        return SequenceTable.isScaled(trace) ? "inputs" + DEVIATIONS : "inputs";
    }

    private Legend legend() {
        SequenceTrace first = readings.get(0).trace();
        boolean tags = first.task().atEveryStep();
        boolean gates = first.trace().hasGates();
        Legend legend = new Legend();
        if (gates || tags) {
            legend.ramp(Ramp.SHARE, !gates ? "answer" : tags ? "gates and answer" : "gates", "0", "1");
        }
        legend.ramp(Ramp.SIGNED, gates ? "candidate and hidden state" : "hidden state", "-1", "1");
        if (cellRange > 0) {
            String range = Text.format("%.1f", cellRange);
            legend.ramp(Ramp.SIGNED, "cell", "-" + range, range);
        }
        if (SequencePanels.mapsInputs(first)) {
            String range = Text.format("%.1f", SequencePanels.inputRange(first));
            legend.ramp(Ramp.SIGNED, inputs(first), "-" + range, range);
        }
        if (!first.task().saysClasses() && first.outputs().size() > SequencePanels.MOST_CURVES) {
            legend.ramp(Ramp.SIGNED, "answer" + DEVIATIONS, "-3", "3");
        }
        if (tags && first.truth().isKnown()) {
            legend.line(new Pen(Palette.ORANGE, 2), "true class");
            legend.box(Palette.PURPLE, "another was likeliest");
        }
        return first.task() == Task.CLASSIFY ? legend.line(SETTLED, "settled") : legend;
    }
}
