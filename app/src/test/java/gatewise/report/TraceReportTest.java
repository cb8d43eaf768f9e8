package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.explain.CellTrace;
import gatewise.explain.CellTrace.Direction;
import gatewise.explain.LabelledTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.NetworkTrace;
import gatewise.network.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceReportTest {
    private static LabelledTrace trace(float update, float[][] probabilities) {
        Map<String, float[][]> gates = new LinkedHashMap<>();
        gates.put("reset", new float[][] {{0.25f, 0.75f}, {1, 1}});
        gates.put("update", new float[][] {{update, update}, {0, 0}});
        CellTrace cell = new CellTrace(Direction.FORWARD, gates, null, new float[2][2]);
        return new LabelledTrace(
                new NetworkTrace(
                        new float[][] {{0, 1}, {1, 0}}, List.of(new LayerTrace(1, List.of(cell))), probabilities),
                List.of("cat", "dog"));
    }

    @Test
    void setsTheStepsBeforeAndAfterSideBySide() {
        LabelledTrace before = trace(0.5f, new float[][] {{0.75f, 0.25f}, {0.125f, 0.875f}});
        LabelledTrace after = trace(1, new float[][] {{0.25f, 0.75f}, {0, 1}});
        assertThat(TraceReport.table(List.of(before, after), "row", Integer.MAX_VALUE)
                        .lines()
                        .map(line -> line.strip().split("  +")))
                .containsSubsequence(
                        new String[] {"row", "image after", "guess before", "after", "reset", "after", "update", "after"
                        },
                        new String[] {"0", "| █|", "cat", "75%", "dog", "75%", "0.50", "0.50", "0.50", "1.00"},
                        new String[] {"1", "|█ |", "dog", "88%", "dog 100%", "1.00", "1.00", "0.00", "0.00"});
    }

    @Test
    void saysWhenTheGuessSettled() {
        LabelledTrace trace = trace(0.5f, new float[][] {{0.75f, 0.25f}, {0.125f, 0.875f}});
        assertThat(TraceReport.summary(trace, Cell.GRU, "cat", "row"))
                .startsWith("dog with 87.5%; the guess is dog from row 1 on, but it is cat")
                .contains("the update gate lets most of the candidate in at rows 1 (0.00), 0 (0.50)");
    }
}
