package gatewise.report;

import gatewise.explain.CellTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.SequenceTrace;
import gatewise.io.Text;
import gatewise.report.StepCurves.Curve;
import gatewise.report.StepCurves.Range;
import gatewise.report.StepMap.Colours;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The strips of a picture of how a sequence was read: its inputs, what one layer did, the answer. */
final class SequencePanels {
    /** Features, or numbers that are said, that have a curve each; more are a map. */
    static final int MOST_CURVES = 6;

    private static final int MOST_TAGS = 12;
    private static final int CURVE = 52;
    private static final int PROBABILITIES = 102;
    private static final int FEATURES = 240;
    private static final int UNITS = 112;
    private static final int TAG = 16;
    /** Deviations from the mean at which the colours of inputs end. */
    private static final float FAR = 3;

    private final SequenceTrace trace;
    private final List<SequenceTrace> all;
    private final StepAxis axis;

    /** @param all readings of the picture, which have the same scales and colours */
    SequencePanels(SequenceTrace trace, List<SequenceTrace> all, StepAxis axis) {
        this.trace = trace;
        this.all = all;
        this.axis = axis;
    }

    /** Whether inputs are drawn as colours. */
    static boolean mapsInputs(SequenceTrace trace) {
        return trace.features().size() > MOST_CURVES;
    }

    /** Where the colours of inputs end, in the scale in which they are read. */
    static float inputRange(SequenceTrace trace) {
        float most = Float.MIN_NORMAL;
        for (float[] step : trace.trace().rowsRead()) {
            for (float value : step) {
                most = Math.max(most, Math.abs(value));
            }
        }
        return Math.min(FAR, most);
    }

    List<StepPanel> inputs() {
        if (mapsInputs(trace)) {
            return List.of(StepMap.of(
                    "inputs",
                    axis,
                    new Colours(Ramp.SIGNED, inputRange(all.get(0))),
                    trace.trace().rowsRead(),
                    trace.features(),
                    FEATURES));
        }
        List<StepPanel> panels = new ArrayList<>();
        for (int feature = 0; feature < trace.features().size(); feature++) {
            int column = feature;
            Range range = Range.of(
                    all.stream()
                            .map(reading -> column(reading.values(), column))
                            .toList(),
                    null);
            List<Curve> curves = List.of(new Curve(null, pen(Palette.BLUE), column(trace.values(), feature), null));
            String name = StepPanel.label(trace.features().get(feature));
            panels.add(new StepCurves(name, axis, curves, range, CURVE));
        }
        return panels;
    }

    /** @param cellRange where the colours of cell states end */
    List<StepPanel> layer(int layer, float cellRange) {
        List<StepPanel> panels = new ArrayList<>();
        LayerTrace did = trace.layers().get(layer);
        for (CellTrace cell : did.directions()) {
            String end = did.directions().size() > 1 ? ", " + cell.direction() : "";
            cell.gates()
                    .forEach((gate, values) -> panels.add(
                            gate.equals("candidate")
                                    ? units(gate + end, Colours.SIGNED, values)
                                    : units(gate + " gate" + end, Colours.SHARES, values)));
            if (cell.cell() != null) {
                Colours colours = new Colours(Ramp.SIGNED, Math.max(cellRange, Float.MIN_NORMAL));
                panels.add(units("cell" + end, colours, cell.cell()));
            }
            panels.add(units("hidden" + end, Colours.SIGNED, cell.hidden()));
        }
        return panels;
    }

    private StepPanel units(String name, Colours colours, float[][] values) {
        return StepMap.of(name, axis, colours, values, List.of(), UNITS);
    }

    List<StepPanel> answers() {
        return switch (trace.task()) {
            case CLASSIFY -> List.of(probabilities());
            case TAG -> List.of(tags());
            case REGRESS, FORECAST -> numbers();
        };
    }

    /** The likeliest classes; the answers come first, and the true class is among them. */
    private StepPanel probabilities() {
        int truth = trace.truth().isKnown() ? trace.truth().classes()[0] : -1;
        IntStream answers = all.stream().mapToInt(reading -> reading.trace().answer());
        int[] first = IntStream.concat(answers, truth < 0 ? IntStream.empty() : IntStream.of(truth))
                .toArray();
        List<Curve> curves = new ArrayList<>();
        List<Ink> inks = new ArrayList<>(Palette.HUES);
        inks.add(Palette.TEXT);
        for (int label : likeliest(inks.size(), first)) {
            float[] values = column(trace.answers(), label);
            String name = Text.format(
                    "%s %.1f%%%s",
                    StepPanel.label(trace.outputs().get(label)),
                    100 * values[values.length - 1],
                    label == truth ? ", true" : "");
            curves.add(new Curve(name, pen(inks.get(curves.size())), values, null));
        }
        return new StepCurves("answer", axis, curves, new Range(0, 1), PROBABILITIES);
    }

    /** Classes by their mean probability, after those that have to be there. */
    private List<Integer> likeliest(int most, int... first) {
        double[] sums = new double[trace.outputs().size()];
        for (SequenceTrace reading : all) {
            for (float[] answer : reading.answers()) {
                for (int label = 0; label < sums.length; label++) {
                    sums[label] += answer[label];
                }
            }
        }
        return IntStream.concat(
                        Arrays.stream(first),
                        IntStream.range(0, sums.length)
                                .boxed()
                                .sorted(Comparator.comparingDouble(label -> -sums[label]))
                                .mapToInt(label -> label))
                .distinct()
                .limit(most)
                .boxed()
                .toList();
    }

    /** The probability of each class at each step, and which was the true one. */
    private StepPanel tags() {
        int[] truth = trace.truth().classes();
        int[] there = IntStream.concat(
                        all.stream()
                                .flatMapToInt(reading ->
                                        IntStream.range(0, reading.steps()).map(reading.trace()::guess)),
                        truth == null ? IntStream.empty() : Arrays.stream(truth))
                .distinct()
                .toArray();
        List<Integer> shown = likeliest(MOST_TAGS, there).stream().sorted().toList();
        float[][] probabilities = new float[trace.steps()][shown.size()];
        for (int t = 0; t < probabilities.length; t++) {
            for (int row = 0; row < shown.size(); row++) {
                probabilities[t][row] = trace.answers()[t][shown.get(row)];
            }
        }
        int[] rows =
                truth == null ? null : Arrays.stream(truth).map(shown::indexOf).toArray();
        List<String> names = shown.stream()
                .map(label -> StepPanel.label(trace.outputs().get(label)))
                .toList();
        int hidden = trace.outputs().size() - shown.size();
        return new StepMap(
                hidden == 0 ? "answer" : "answer (" + hidden + " more)",
                axis,
                Colours.SHARES,
                axis.means(probabilities, 1),
                new StepMap.Rows(names, TAG, rows, trace.mistakes()));
    }

    private List<StepPanel> numbers() {
        float[] truth = trace.truth().numbers();
        int outputs = trace.outputs().size();
        if (outputs > MOST_CURVES) {
            StepMap map = StepMap.of(
                    "answer",
                    axis,
                    new Colours(Ramp.SIGNED, FAR),
                    trace.trace().probabilities(),
                    trace.outputs(),
                    FEATURES);
            return List.of(truth == null ? map : new TruthBeside(map, scaled(truth)));
        }
        List<StepPanel> panels = new ArrayList<>();
        for (int output = 0; output < outputs; output++) {
            float[] values = column(trace.answers(), output);
            String says = "says: " + StepPanel.figure(values[values.length - 1]);
            List<Curve> curves =
                    List.of(new Curve(says, pen(Palette.BLUE), values, truth == null ? null : truth[output]));
            String name = StepPanel.label(trace.outputs().get(output));
            int column = output;
            Range range = Range.of(
                    all.stream()
                            .map(reading -> column(reading.answers(), column))
                            .toList(),
                    truth == null ? null : truth[output]);
            panels.add(new StepCurves(name, axis, curves, range, CURVE));
        }
        return panels;
    }

    private float[] scaled(float[] numbers) {
        float[] scaled = new float[numbers.length];
        for (int output = 0; output < numbers.length; output++) {
            scaled[output] = trace.form().outputScaling().scaled(output, numbers[output]);
        }
        return scaled;
    }

    private static Pen pen(Ink ink) {
        return new Pen(ink, 1.6);
    }

    private static float[] column(float[][] values, int column) {
        float[] of = new float[values.length];
        for (int t = 0; t < of.length; t++) {
            of[t] = values[t][column];
        }
        return of;
    }
}
