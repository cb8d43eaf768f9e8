package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepAxisTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 56",
        "29, 1, 29, 986",
        "500, 1, 500, 1000",
        "1000, 1, 1000, 1000",
        "1001, 2, 501, 501",
        "5000, 5, 1000, 1000",
        "1000000, 1000, 1000, 1000"
    })
    void anyNumberOfStepsFindsRoom(int steps, int each, int columns, int width) {
        StepAxis axis = StepAxis.of(steps);
        assertThat(axis.each()).isEqualTo(each);
        assertThat(axis.columns()).isEqualTo(columns);
        assertThat(axis.width()).isEqualTo(width);
        assertThat(axis.ticks()).hasSizeBetween(1, 20).startsWith(0);
    }

    @Test
    void neighboursThatShareAPlaceShowTheirMean() {
        StepAxis axis = new StepAxis(3, 2, 1);
        float[][] values = {{1, 10, 100}, {3, 30, 300}, {5, 50, 500}};
        assertThat(axis.means(values, 1)).isDeepEqualTo(new float[][] {{2, 5}, {20, 50}, {200, 500}});
        assertThat(axis.means(values, 2)).isDeepEqualTo(new float[][] {{11, 27.5f}, {200, 500}});
    }
}
