package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.ErrorScale;
import gatewise.data.Window;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencePicturesTest {
    @TempDir
    Path folder;

    private static SequenceSheet.Sketch sketch(int steps, int curves, boolean[] wrong) {
        float[][] values = new float[steps][curves];
        for (int t = 0; t < steps; t++) {
            for (int curve = 0; curve < curves; curve++) {
                values[t][curve] = (float) Math.sin(t * 0.1 + curve);
            }
        }
        return new SequenceSheet.Sketch(List.of("name", "a \u2192 b"), values, null, wrong);
    }

    private BufferedImage sheet(List<String> curves, SequenceSheet.Sketch... sketches) throws Exception {
        Path png = folder.resolve("worst.png");
        SequenceSheet.write(png, "title", curves, List.of(sketches));
        return Pictures.read(png);
    }

    @Test
    void aSheetHasRowsOfFour() throws Exception {
        SequenceSheet.Sketch one = sketch(20, 1, null);
        int row = sheet(List.of("x"), one, one, one, one, one).getHeight()
                - sheet(List.of("x"), one, one, one, one).getHeight();
        assertThat(row).isBetween(130, 200);
        assertThat(Pictures.count(sheet(List.of("x"), one), Palette.BLUE)).isPositive();
        assertThat(sheet(List.of("x")).getHeight()).isPositive();
    }

    @Test
    void stepsSaidWrongAreMarked() throws Exception {
        boolean[] wrong = new boolean[20];
        long none = Pictures.count(sheet(List.of("x"), sketch(20, 1, wrong)), Palette.ORANGE);
        wrong[3] = true;
        wrong[4] = true;
        long two = Pictures.count(sheet(List.of("x"), sketch(20, 1, wrong)), Palette.ORANGE);
        // Two of 20 steps of a strip of 236 x 7 pixels.
        assertThat(two - none).isBetween(23L * 6, 24L * 7);
    }

    @Test
    void longSequencesOfManyFeaturesAndConstantsAreDrawn() throws Exception {
        BufferedImage image = sheet(
                Collections.nCopies(40, "a feature of a very long name, so long that it does not fit"),
                sketch(100_000, 40, new boolean[100_000]));
        assertThat(image.getWidth()).isLessThan(1300);
        SequenceSheet.Forecast forecast = new SequenceSheet.Forecast(new float[] {5}, new float[] {7});
        assertThat(sheet(List.of("x"), new SequenceSheet.Sketch(List.of("s"), new float[1][1], forecast, null))
                        .getWidth())
                .isPositive();
    }

    @Test
    void whatWasSaidAgainstWhatIsTrue() throws Exception {
        float[][] truths = {{0, 0}, {1, 5}, {2, 7}};
        Path png = folder.resolve("residuals.png");
        ResidualChart.write(png, "title", new Residuals(truths, truths, Residuals.Losses.UNKNOWN), List.of("a", "b"));
        int two = Pictures.read(png).getWidth();
        ResidualChart.write(png, "title", new Residuals(truths, truths, Residuals.Losses.UNKNOWN), List.of("a"));
        assertThat(two).isGreaterThan(Pictures.read(png).getWidth());
    }

    @Test
    void errorsByStepsAhead() throws Exception {
        float[][] truths = {{0, 0, 0}, {1, 1, 1}};
        Residuals network = new Residuals(new float[][] {{1, 2, 3}, {1, 1, 1}}, truths, Residuals.Losses.UNKNOWN);
        Residuals naive = new Residuals(new float[][] {{4, 5, 6}, {1, 1, 1}}, truths, Residuals.Losses.UNKNOWN);
        Path png = folder.resolve("residuals.png");
        ResidualChart.write(
                png,
                "title",
                new Forecasts(network, naive, null, new ErrorScale[2][3], new Window(1, 3, 0)),
                List.of("a"));
        BufferedImage without = Pictures.read(png);
        assertThat(Pictures.count(without, Palette.BLUE)).isPositive();
        assertThat(Pictures.count(without, Palette.GREEN)).isZero();
        ResidualChart.write(
                png,
                "title",
                new Forecasts(network, naive, naive, new ErrorScale[2][3], new Window(1, 3, 0)),
                List.of("a"));
        assertThat(Pictures.count(Pictures.read(png), Palette.GREEN)).isPositive();
    }
}
