package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecastSplitTest {
    private static final Window WINDOW = new Window(3, 2, 4);

    private static FileContent read(String text, Columns columns) {
        return TableFileTest.read(text, new Reading(null, columns, Missing.REFUSE, WINDOW), null);
    }

    /** Steps 0, 1, ... of a load that is their square, and a temperature that is their negative. */
    private static String series(int steps) {
        return "hour,load,temperature\n"
                + IntStream.range(0, steps)
                        .mapToObj(i -> i + "," + i * i + "," + -i + "\n")
                        .collect(Collectors.joining());
    }

    @Test
    void windowsOfASeriesLieOnOneSideOfACut() {
        FileContent content = read(series(60), new Columns(null, "hour", null, null, List.of("load")));
        ForecastSplit split = ForecastSplit.of(content.sequences(), WINDOW, "table.csv");

        assertThat(content.task()).isEqualTo(Task.FORECAST);
        assertThat(content.features()).containsExactly("load", "temperature");
        assertThat(content.outputs()).containsExactly("load+1", "load+2");
        // 42 steps, 6 steps and 12 steps, windows of 3 + 2.
        assertThat(split.train().count()).isEqualTo(38);
        assertThat(split.validation().count()).isEqualTo(2);
        assertThat(split.test().count()).isEqualTo(8);
        assertThat(split.train().firstStep(37)).isEqualTo(37);
        assertThat(split.validation().firstStep(0)).isEqualTo(42);
        assertThat(split.test().firstStep(7)).isEqualTo(55);
        assertThat(split.test().memory()).isSameAs(content.sequences().memory());
        assertThat(split.test().values(0)).isEqualTo(new float[][] {{48 * 48, -48}, {49 * 49, -49}, {50 * 50, -50}});
        assertThat(split.test().target(0, 0)).isEqualTo(51 * 51);
        assertThat(split.test().target(7, 1)).isEqualTo(59 * 59);
        assertThat(split.test().name(0)).isEqualTo("series from step 49");
    }

    /** The first window, and that after the next, of a series of these steps, which stand in another order. */
    private static List<String> names(String... steps) {
        StringBuilder text = new StringBuilder("at,load\n");
        for (int i = steps.length - 1; i >= 0; i--) {
            text.append(steps[i]).append(',').append(i).append('\n');
        }
        NumberSequences series =
                read(text.toString(), new Columns(null, "at", null, null, null)).sequences();
        NumberSequences all = ForecastSplit.all(series.scaled(Scaling.none(1)), WINDOW, "table.csv");
        return List.of(all.name(0), all.name(2));
    }

    @Test
    void windowsAreCalledByTheDateThatTheyBeginAt() {
        assertThat(names(
                        "2024-02-28",
                        "2024-02-29",
                        "2024-03-01",
                        "2024-03-04",
                        "2024-03-05",
                        "2024-03-06",
                        "2024-03-07"))
                .containsExactly("series from 2024-02-28", "series from 2024-03-01");
        assertThat(names(
                        "2024-02-28T22:00",
                        "2024-02-28T23:30",
                        "2024-02-29T00:00",
                        "2024-02-29T00:00:01.5",
                        "2024-03-05T01:00",
                        "2024-03-06T02:00",
                        "2024-03-07T03:00"))
                .containsExactly("series from 2024-02-28T22:00", "series from 2024-02-29T00:00");
        assertThat(names(
                        "1969-12-31T23:00+01:00",
                        "1969-12-31T23:30+01:00",
                        "1969-12-31T23:59:59.5+01:00",
                        "1970-01-01T02:00+01:00",
                        "1970-01-01T03:00+01:00",
                        "1970-01-01T04:00+01:00",
                        "1970-01-01T05:00+01:00"))
                .containsExactly("series from 1969-12-31T22:00Z", "series from 1969-12-31T22:59:59.500Z");
        assertThat(names("08:00", "08:10", "08:20", "08:30", "08:40", "08:50", "09:00"))
                .containsExactly("series from 08:00", "series from 08:20");
    }

    @Test
    void allFeaturesAreForecastUnlessTargetsAreNamed() {
        FileContent content = read(series(60), new Columns(null, "hour", null, null, null));
        NumberSequences all = ForecastSplit.all(content.sequences(), WINDOW, "table.csv");

        assertThat(content.outputs()).containsExactly("load+1", "temperature+1", "load+2", "temperature+2");
        assertThat(all.count()).isEqualTo(56);
        assertThat(IntStream.range(0, 4).mapToObj(i -> all.target(1, i))).containsExactly(16f, -4f, 25f, -5f);
    }

    @Test
    void targetsNeedNotBeFeatures() {
        FileContent content =
                read(series(60), new Columns(null, "hour", null, List.of("temperature"), List.of("load")));
        NumberSequences last = ForecastSplit.last(content.sequences(), WINDOW, "table.csv");

        assertThat(content.features()).containsExactly("temperature");
        assertThat(content.outputs()).containsExactly("load+1", "load+2");
        assertThat(last.isLabelled()).isFalse();
        assertThat(last.values(0)).isEqualTo(new float[][] {{-57}, {-58}, {-59}});
    }

    @Test
    void severalSeriesAreCutEach() {
        String text = "id,hour,load\n"
                + IntStream.range(0, 100)
                        .mapToObj(i -> (i % 2 == 0 ? "p," : "q,") + i / 2 + "," + i + "\n")
                        .collect(Collectors.joining());
        FileContent content = read(text, new Columns("id", "hour", null, null, null));
        ForecastSplit split = ForecastSplit.of(content.sequences(), WINDOW, "table.csv");

        assertThat(split.train().count()).isEqualTo(2 * 31);
        assertThat(split.validation().count()).isEqualTo(2);
        assertThat(split.validation().values(1)).isEqualTo(new float[][] {{71}, {73}, {75}});
        assertThat(split.validation().target(1, 1)).isEqualTo(79);
    }

    @Test
    void aShortSeriesIsRefused() {
        FileContent content = read(series(40), new Columns(null, "hour", null, null, null));

        assertThatThrownBy(() -> ForecastSplit.of(content.sequences(), WINDOW, "table.csv"))
                .hasMessage(
                        "table.csv: the series has 40 steps, of which 4 are validation's, and a window with its forecast"
                                + " takes 3 + 2; give a longer series, or a smaller window or horizon");
        assertThatThrownBy(() -> ForecastSplit.all(content.sequences(), new Window(39, 2, 0), "table.csv"))
                .hasMessage(
                        "table.csv: the series has 40 steps, a window with its forecast takes 41; give a longer series,"
                                + " or a smaller window or horizon");
        assertThatThrownBy(() -> ForecastSplit.last(content.sequences(), new Window(41, 2, 0), "table.csv"))
                .hasMessageStartingWith(
                        "table.csv: the series has 40 steps, a window of the model takes 41; give a longer series");
    }

    @Test
    void naiveForecasts() {
        FileContent content = read(series(60), new Columns(null, "hour", null, null, List.of("load")));
        NaiveForecast naive = new NaiveForecast(content.sequences(), WINDOW);

        // The window shows steps 10 to 12; step 13 is step 9 of a season before, step 14 is step 10.
        assertThat(naive.last(10, 1)).isEqualTo(12 * 12);
        assertThat(naive.seasonal(10, 0)).isEqualTo(9 * 9);
        assertThat(naive.seasonal(10, 1)).isEqualTo(10 * 10);
        assertThat(naive.seasonal(0, 0)).isNaN();
        // The mean of t^2 - (t - 4)^2 = 8 t - 16 for t = 4 ... 41.
        assertThat(naive.scale(10, 0).error()).isCloseTo(8 * 22.5 - 16, Offset.offset(1e-9));
        // Without a season the mean of 2 t - 1 for t = 1 ... 41.
        assertThat(new NaiveForecast(content.sequences(), new Window(3, 2, Integer.MAX_VALUE)).scale(10, 0))
                .isEqualTo(ErrorScale.TOO_SHORT);
        assertThat(new NaiveForecast(content.sequences(), new Window(3, 2, 0))
                        .scale(10, 0)
                        .error())
                .isCloseTo(41, Offset.offset(1e-9));
    }
}
