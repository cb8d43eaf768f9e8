package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Form;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.explain.CellTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.NetworkTrace;
import gatewise.explain.SequenceTrace;
import gatewise.explain.Truth;
import gatewise.network.Cell;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceChartTest {
    @TempDir
    Path folder;

    private static List<String> names(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).toList();
    }

    /** All values 1, gates alternately 0 and 1, the last output the answer. */
    private static SequenceTrace trace(Task task, int steps, int features, int outputs, Truth truth) {
        float[][] values = new float[steps][features];
        float[][] gate = new float[steps][2];
        float[][] answers = new float[steps][outputs];
        for (int t = 0; t < steps; t++) {
            java.util.Arrays.fill(values[t], 1);
            gate[t][t % 2] = 1;
            answers[t][outputs - 1] = 1;
        }
        Map<String, float[][]> gates = new LinkedHashMap<>();
        gates.put("reset", gate);
        gates.put("update", gate);
        gates.put("candidate", gate);
        CellTrace cell = new CellTrace(CellTrace.Direction.FORWARD, gates, null, gate);
        Form form = new Form(
                task,
                names("feature", features),
                names("output", outputs),
                Scaling.none(features),
                task.saysClasses() ? null : Scaling.none(outputs));
        return new SequenceTrace(
                new NetworkTrace(values, List.of(new LayerTrace(1, List.of(cell))), answers),
                form,
                values,
                answers,
                truth);
    }

    private BufferedImage draw(SequenceTrace trace) throws Exception {
        Path png = folder.resolve("sequence.png");
        SequenceChart.write(png, "title", List.of(new SequenceChart.Reading("", trace)), 0);
        return Pictures.read(png);
    }

    @Test
    void everyLengthAndTaskFindsRoom() throws Exception {
        for (int steps : new int[] {1, 7, 500, 5000}) {
            int[] tags = new int[steps];
            for (SequenceTrace trace : List.of(
                    trace(Task.CLASSIFY, steps, 1, 30, new Truth(new int[] {3}, null)),
                    trace(Task.TAG, steps, 100, 20, new Truth(tags, null)),
                    trace(Task.TAG, steps, 2, 2, Truth.UNKNOWN),
                    trace(Task.REGRESS, steps, 3, 1, new Truth(null, new float[] {2})),
                    trace(Task.FORECAST, steps, 7, 24, new Truth(null, new float[24])),
                    trace(Task.FORECAST, steps, 7, 24, Truth.UNKNOWN))) {
                assertThat(draw(trace).getWidth()).isBetween(300, 1700);
                for (String line : SequenceTable.of(List.of(trace), 80).lines().toList()) {
                    assertThat(line).hasSizeLessThanOrEqualTo(80);
                }
                assertThat(SequenceReport.summary(trace, Cell.GRU)).contains("update gate");
            }
        }
    }

    @Test
    void gatesStandAtTheirSteps() throws Exception {
        BufferedImage picture = draw(trace(Task.CLASSIFY, 10, 1, 2, Truth.UNKNOWN));
        // Two gates of two units in 10 steps: half of 560 x 28 pixels each, but for the line at the step that settled.
        assertThat(Pictures.count(picture, Ramp.SHARE.at(1))).isBetween(15_000L, 16_000L);
    }

    @Test
    void wrongStepsAreMarked() throws Exception {
        int[] right = {1, 1, 1, 1};
        int[] wrong = {1, 0, 0, 1};
        long without = Pictures.count(draw(trace(Task.TAG, 4, 1, 2, new Truth(right, null))), Palette.PURPLE);
        SequenceTrace trace = trace(Task.TAG, 4, 1, 2, new Truth(wrong, null));
        assertThat(Pictures.count(draw(trace), Palette.PURPLE) - without).isEqualTo(2 * 56 * 6);
        assertThat(SequenceReport.summary(trace, Cell.GRU)).startsWith("right at 2 of 4 steps; wrong at 1 to 2");
    }

    @Test
    void stepsThatShareARowShowTheirMean() {
        SequenceTrace trace = trace(Task.REGRESS, 120, 1, 1, Truth.UNKNOWN);
        assertThat(SequenceTable.notes(trace)).contains("each row is 5 steps");
        assertThat(SequenceTable.of(List.of(trace), 80).lines()).hasSize(1 + 24);
        assertThat(SequenceTable.of(List.of(trace), 80)).contains("115 to 119");
    }
}
