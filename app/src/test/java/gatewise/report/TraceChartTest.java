package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.explain.CellTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.NetworkTrace;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceChartTest {
    private static final List<String> LABELS = List.of("no", "yes");

    @TempDir
    Path folder;

    /** Two steps of one unit whose gate, candidate and cell are as given at the second. */
    private static NetworkTrace trace(float gate, float candidate, float cell) {
        Map<String, float[][]> gates = new LinkedHashMap<>();
        gates.put("input", new float[][] {{0}, {gate}});
        gates.put("candidate", new float[][] {{0}, {candidate}});
        CellTrace only = new CellTrace(
                CellTrace.Direction.FORWARD, gates, new float[][] {{0}, {cell}}, new float[][] {{0}, {0}});
        return new NetworkTrace(
                new float[][] {{0, 1}, {1, 0}},
                List.of(new LayerTrace(1, List.of(only))),
                new float[][] {{0.5f, 0.5f}, {0, 1}});
    }

    private BufferedImage draw(TraceChart.Reading... readings) throws Exception {
        Path png = folder.resolve("trace.png");
        TraceChart.write(png, "title", LABELS, List.of(readings), 0, "row");
        return Pictures.read(png);
    }

    @Test
    void showsEachQuantityInItsColour() throws Exception {
        BufferedImage picture = draw(new TraceChart.Reading("", trace(1, -1, 2)));
        assertThat(Pictures.count(picture, Ramp.SHARE.at(1))).as("gate").isGreaterThan(9_000);
        assertThat(Pictures.count(picture, Ramp.SIGNED.at(-1))).as("candidate").isGreaterThan(9_000);
        assertThat(Pictures.count(picture, Ramp.SIGNED.at(1)))
                .as("the largest cell state fills its scale")
                .isGreaterThan(9_000);
        assertThat(Pictures.count(picture, Ramp.SHARE.at(1))).as("answer").isGreaterThan(1_000);
    }

    @Test
    void twoReadingsShareTheScaleOfTheCell() throws Exception {
        BufferedImage picture =
                draw(new TraceChart.Reading("before", trace(1, 0, 1)), new TraceChart.Reading("after", trace(0, 0, 4)));
        assertThat(Pictures.count(picture, Ramp.SIGNED.at(0.25))).isGreaterThan(9_000);
        assertThat(Pictures.count(picture, Ramp.SIGNED.at(1))).isGreaterThan(9_000);
    }
}
