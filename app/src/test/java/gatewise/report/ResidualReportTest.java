package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.ErrorScale;
import gatewise.data.Window;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualReportTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "78.5, 78.500",
        "-1.23456789, -1.2346",
        "12345678, 12345678",
        "-1002800.4, -1002800",
        "1700049920, 1.700050e+09",
        "0.00012345678, 0.00012346",
        "0.00001, 1.0000e-05",
        "99999.6, 100000",
        "1e12, 1.000000e+12",
        "NaN, -"
    })
    void figuresOfAnySizeAreShort(double value, String text) {
        assertThat(ResidualReport.figure(value)).isEqualTo(text);
    }

    @Test
    void eachOutputAndAll() {
        Residuals residuals =
                new Residuals(new float[][] {{1, 2}, {3, 8}}, new float[][] {{0, 2}, {2, 2}}, Residuals.Losses.UNKNOWN);
        assertThat(ResidualReport.table(residuals, List.of("a", "b"), null).toString())
                .isEqualTo("""
                        output    RMSE     MAE
                        a       1.0000  1.0000
                        b       4.2426  3.0000
                        all     3.0822  2.0000
                        """);
    }

    @Test
    void ofManyOutputsTheFirstAndTheLast() {
        float[][] answers = new float[1][100];
        List<String> names =
                IntStream.range(0, 100).mapToObj(i -> "y+" + (i + 1)).toList();
        String table = ResidualReport.table(new Residuals(answers, answers, Residuals.Losses.UNKNOWN), names, null)
                .toString();
        assertThat(table).contains("y+12 ", "... (76 more)", "y+89 ", "all ").doesNotContain("y+13 ", "y+88 ");
        assertThat(table.lines()).hasSize(1 + 12 + 1 + 12 + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "1 2 2 1 | 0 | none",
                "0 0 0 0 | 0 | no MASE: the numbers of training do not change, so that the naive forecast has no error there"
                        + " to divide by",
                "0 1 0 1 | 7 | no MASE of [a]: the numbers of training repeat themselves each season, so that the naive"
                        + " forecast has no error there to divide by",
                "0 1 1 1 | 0 | MASE leaves out series of which the numbers of training do not change, so that the naive"
                        + " forecast has no error there to divide by",
                "unknown unknown unknown unknown | 7 | no MASE: the training steps, by which errors are scaled, are not at hand",
                "1 1 unknown unknown | 7 | MASE leaves out series of which the training steps, by which errors are scaled, are not at hand",
                "short short short short | 7 | no MASE: training has no more steps than a season",
            })
    void byWhatMaseIsScaledAndWhyThereIsNone(String scales, int season, String why) {
        ErrorScale[] all =
                Stream.of(scales.split(" ")).map(ResidualReportTest::scale).toArray(ErrorScale[]::new);
        Residuals residuals =
                new Residuals(new float[][] {{1, 2}, {3, 8}}, new float[][] {{0, 2}, {2, 2}}, Residuals.Losses.UNKNOWN);
        Forecasts forecasts = new Forecasts(
                residuals,
                residuals,
                season > 0 ? residuals : null,
                new ErrorScale[][] {{all[0], all[1]}, {all[2], all[3]}},
                new Window(1, 1, season));
        List<String> lines = ResidualReport.scale(forecasts, List.of("a", "b"));
        assertThat(lines.stream().filter(line -> !line.startsWith("MASE: ")).toList())
                .isEqualTo(why == null ? List.of() : List.of(why));
        assertThat(lines.stream().filter(line -> line.startsWith("MASE: ")).toList())
                .isEqualTo(
                        Arrays.stream(all).noneMatch(ErrorScale::isKnown)
                                ? List.of()
                                : List.of("MASE: absolute errors, divided by those of the "
                                        + (season > 0
                                                ? "seasonal naive forecast (season " + season + ")"
                                                : "naive forecast one step ahead")
                                        + " on the training steps"));
    }

    @Test
    void saysWhereNoSeasonalForecastIsKnown() {
        Residuals residuals =
                new Residuals(new float[][] {{1}, {3}}, new float[][] {{0}, {2}}, Residuals.Losses.UNKNOWN);
        ErrorScale[][] scales = {{ErrorScale.of(1)}, {ErrorScale.of(1)}};
        assertThat(ResidualReport.scale(
                        new Forecasts(residuals, residuals, null, scales, new Window(1, 1, 7)), List.of("a")))
                .last()
                .isEqualTo("no seasonal naive forecast: to some windows, no value a season before is known");
        assertThat(ResidualReport.scale(
                        new Forecasts(residuals, residuals, null, scales, new Window(1, 1, 0)), List.of("a")))
                .hasSize(1);
    }

    private static ErrorScale scale(String text) {
        return switch (text) {
            case "unknown" -> ErrorScale.UNKNOWN;
            case "short" -> ErrorScale.TOO_SHORT;
            default -> ErrorScale.of(Double.parseDouble(text));
        };
    }
}
