package gatewise.report;

import gatewise.io.AtomicFile;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.network.Cell;
import gatewise.study.MemoryStudy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What came out of an experiment on long-term dependencies. */
public final class MemoryReport {
    private MemoryReport() {}

    /** A row a task and cell. */
    public static TextTable table(List<MemoryStudy.Outcome> outcomes) {
        TextTable table = new TextTable(
                "task", "cell", "solved", "steps", "error", "seconds", "gradient before", "after", "keeps", "at best");
        groups(outcomes).forEach((key, group) -> {
            long solved = group.stream().filter(MemoryStudy.Outcome::isSolved).count();
            table.row(
                    group.get(0).run().data(),
                    group.get(0).run().cell(),
                    solved + " of " + group.size(),
                    steps(group),
                    Text.format(
                            "%.4f", median(group, outcome -> outcome.training().error())),
                    Text.format(
                            "%.0f", median(group, outcome -> outcome.training().seconds())),
                    power(median(group, outcome -> outcome.before().gradient()[0])),
                    power(median(group, outcome -> outcome.after().gradient()[0])),
                    share(median(group, outcome -> outcome.after().keeps())),
                    share(median(group, outcome -> outcome.after().best())));
        });
        return table;
    }

    private static Map<String, List<MemoryStudy.Outcome>> groups(List<MemoryStudy.Outcome> outcomes) {
        Map<String, List<MemoryStudy.Outcome>> groups = new LinkedHashMap<>();
        for (MemoryStudy.Outcome outcome : outcomes) {
            groups.computeIfAbsent(outcome.run().data() + " " + outcome.run().cell(), key -> new ArrayList<>())
                    .add(outcome);
        }
        return groups;
    }

    /** Of the runs that solved it, from the fewest to the most. */
    private static String steps(List<MemoryStudy.Outcome> group) {
        int[] steps = group.stream()
                .filter(MemoryStudy.Outcome::isSolved)
                .mapToInt(outcome -> outcome.training().steps())
                .sorted()
                .toArray();
        if (steps.length == 0) {
            return "never within "
                    + group.stream()
                            .mapToInt(outcome -> outcome.training().done())
                            .max()
                            .orElse(0);
        }
        return steps[0] == steps[steps.length - 1]
                ? Integer.toString(steps[0])
                : steps[0] + " to " + steps[steps.length - 1];
    }

    private static double median(List<MemoryStudy.Outcome> group, ToDoubleFunction<MemoryStudy.Outcome> figure) {
        double[] sorted = group.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String power(double value) {
        return Text.format("%.0e", value);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : Text.format("%.2f", value);
    }

    /** Writes all outcomes as JSON. */
    public static void writeJson(Path file, List<MemoryStudy.Outcome> outcomes) {
        AtomicFile.write(file, out -> out.write(Json.prettyBytes(outcomes)));
    }

    /**
     * Draws how much of the gradient reaches each step of the longest sequences, by cell, as drawn and as trained.
     *
     * @param outcomes at least one
     */
    public static void writeGradient(Path png, List<MemoryStudy.Outcome> outcomes) {
        int longest = outcomes.stream()
                .mapToInt(outcome -> outcome.before().gradient().length)
                .max()
                .orElseThrow();
        List<MemoryStudy.Outcome> shown = outcomes.stream()
                .filter(outcome -> outcome.before().gradient().length == longest)
                .toList();
        MemoryChart chart = new MemoryChart(longest);
        Set<Cell> cells = new LinkedHashSet<>();
        shown.forEach(outcome -> cells.add(outcome.run().cell()));
        for (Cell cell : cells) {
            List<MemoryStudy.Outcome> ofCell = shown.stream()
                    .filter(outcome -> outcome.run().cell() == cell)
                    .toList();
            chart.add(cell.toString(), mean(ofCell, true, longest), mean(ofCell, false, longest));
        }
        chart.write(
                png,
                "The gradient that reaches each step: " + shown.get(0).run().data());
    }

    /** The geometric mean over the runs, step by step. */
    private static double[] mean(List<MemoryStudy.Outcome> outcomes, boolean before, int steps) {
        double[] mean = new double[steps];
        for (MemoryStudy.Outcome outcome : outcomes) {
            double[] gradient = (before ? outcome.before() : outcome.after()).gradient();
            for (int t = 0; t < steps; t++) {
                mean[t] += Math.log10(Math.max(1e-30, gradient[t])) / outcomes.size();
            }
        }
        return Arrays.stream(mean).map(power -> Math.pow(10, power)).toArray();
    }
}
