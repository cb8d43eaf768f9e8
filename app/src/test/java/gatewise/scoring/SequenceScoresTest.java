package gatewise.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gatewise.data.Form;
import gatewise.data.NaiveForecast;
import gatewise.data.NumberSequences;
import gatewise.data.NumberSequences.Runs;
import gatewise.data.NumberSequences.Steps;
import gatewise.data.NumberSequences.Targets;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.data.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceScoresTest {
    /** Sequences of these lengths; each step's value is its number. */
    private static NumberSequences sequences(int... lengths) {
        int[] from = new int[lengths.length];
        for (int i = 1; i < from.length; i++) {
            from[i] = from[i - 1] + lengths[i - 1];
        }
        float[] values = new float[Arrays.stream(lengths).sum()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new NumberSequences(new Steps(values, 1), new Runs(from, lengths, null), Targets.UNKNOWN, null);
    }

    @Test
    void fewLengthsAreGroupsOfTheirOwn() {
        assertThat(LengthGroups.of(sequences(5, 3, 5, 4)))
                .extracting(LengthGroups.Group::name)
                .containsExactly("3", "4", "5");
        assertThat(LengthGroups.of(sequences(5, 3, 5, 4)).get(2).sequences()).containsExactly(0, 2);
        assertThat(LengthGroups.of(sequences(7, 7))).hasSize(1);
    }

    @Test
    void manyLengthsShareSixGroupsAndOfOneLengthAllAreInOne() {
        int[] lengths = IntStream.range(0, 120).map(i -> i < 60 ? 10 : i).toArray();
        var groups = LengthGroups.of(sequences(lengths));
        assertThat(groups).hasSizeLessThanOrEqualTo(6);
        assertThat(groups.get(0).name()).isEqualTo("10");
        assertThat(groups.get(0).sequences()).hasSize(60);
        assertThat(groups.get(1).name()).isEqualTo("60 to 71");
        assertThat(groups.stream().mapToInt(group -> group.sequences().length).sum())
                .isEqualTo(120);
        assertThat(groups.get(groups.size() - 1).most()).isEqualTo(119);
    }

    @Test
    void mistakesOfStepsAreCountedBySequence() {
        float[] first = {.9f, .1f};
        float[] second = {.2f, .8f};
        NumberSequences set = sequences(3, 2);
        Scores steps = new Scores(new float[][] {first, first, second, second, first}, new int[] {0, 1, 1, 0, 1});
        SequenceErrors errors = SequenceErrors.of(steps, set);
        assertThat(errors.wrong(0)).isEqualTo(1);
        assertThat(errors.wrong(1)).isEqualTo(2);
        assertThat(errors.worst()).containsExactly(1, 0);
        assertThat(errors.accuracy(0, 1)).isCloseTo(2 / 5.0, within(1e-12));
        assertThat(errors.predicted(0)).containsExactly(0, 0, 1);
        assertThat(errors.actual(1)).containsExactly(0, 1);

        SequenceErrors whole = SequenceErrors.of(new Scores(new float[][] {first, second}, new int[] {0, 0}), set);
        assertThat(whole.worst()).containsExactly(1);
        assertThat(whole.accuracy(0)).isEqualTo(1);
    }

    @Test
    void errorsOfSeveralTargetsAreTakenTogetherInDeviationsOfTraining() {
        float[][] said = {{1, 100}, {0, 220}};
        float[][] truths = {{0, 100}, {0, 200}};
        Residuals residuals = new Residuals(said, truths, Residuals.Losses.UNKNOWN, new float[] {0.5f, 100});
        assertThat(residuals.isStandardised()).isTrue();
        assertThat(residuals.worst()).containsExactly(0, 1);
        assertThat(residuals.worstOutput(0)).isZero();
        assertThat(residuals.errorOf(0)).isCloseTo(1, within(1e-12));
        assertThat(residuals.mae(1)).isCloseTo(10, within(1e-12));
        assertThat(residuals.mae()).isCloseTo((1 + 0.1) / 2, within(1e-7));
        assertThat(residuals.rmse()).isCloseTo(Math.sqrt((2 + 0.02) / 2), within(1e-7));
        assertThat(residuals.select(1).mae()).isCloseTo(0.1, within(1e-7));
        Residuals plain = new Residuals(said, truths, Residuals.Losses.UNKNOWN);
        assertThat(plain.isStandardised()).isFalse();
        assertThat(plain.worst()).containsExactly(1, 0);
        assertThat(plain.mae()).isCloseTo(5.25, within(1e-12));
    }

    @Test
    void stepsAheadOfOneTargetHaveItsUnits() {
        Scaling two = Scaling.none(2);
        List<String> load = List.of("load");
        assertThat(new Form(Task.FORECAST, load, List.of("load+1", "load+2"), Scaling.none(1), two).mixesTargets())
                .isFalse();
        assertThat(new Form(Task.FORECAST, load, List.of("load+1", "heat+1"), Scaling.none(1), two).mixesTargets())
                .isTrue();
        assertThat(new Form(Task.REGRESS, load, List.of("x+1", "x+2"), Scaling.none(1), two).mixesTargets())
                .isTrue();
        assertThat(new Form(Task.CLASSIFY, load, List.of("a", "b"), Scaling.none(1), null).mixesTargets())
                .isFalse();
    }

    @Test
    void forecastsStandBesideNaiveOnes() {
        int steps = 40;
        float[] squares = new float[steps];
        for (int t = 0; t < steps; t++) {
            squares[t] = t * t;
        }
        NumberSequences series = new NumberSequences(
                new Steps(squares, 1),
                new Runs(new int[1], new int[] {steps}, null),
                new Targets(squares, 1, true),
                null);
        NumberSequences windows = new NumberSequences(
                new Steps(squares, 1),
                new Runs(new int[] {30, 33}, new int[] {3, 3}, null),
                new Targets(new float[] {33 * 33, 34 * 34, 36 * 36, 37 * 37}, 2, false),
                null);
        float[][] truths = {{33 * 33, 34 * 34}, {36 * 36, 37 * 37}};
        float[][] said = {{33 * 33 + 5, 34 * 34}, {36 * 36, 37 * 37 - 3}};
        Residuals network = new Residuals(said, truths, Residuals.Losses.UNKNOWN);

        Forecasts forecasts = Forecasts.of(network, windows, new NaiveForecast(series, new Window(3, 2, 4)));

        // The training part is steps 0 to 27; the mean of t^2 - (t - 4)^2 = 8 t - 16 for t = 4 to 27.
        double scale = 8 * 15.5 - 16;
        assertThat(forecasts.mase(network)).isCloseTo((5 + 3) / 4.0 / scale, within(1e-9));
        assertThat(forecasts.mase(network, 1)).isCloseTo(1.5 / scale, within(1e-9));
        assertThat(forecasts.last().answers()).isDeepEqualTo(new float[][] {{32 * 32, 32 * 32}, {35 * 35, 35 * 35}});
        assertThat(forecasts.seasonal().answers()[1]).containsExactly(32 * 32, 33 * 33);
        assertThat(forecasts.last().mae()).isCloseTo((65 + 132 + 71 + 144) / 4.0, within(1e-6));
        assertThat(Forecasts.of(network, windows, new NaiveForecast(series, new Window(3, 2, 0)))
                        .seasonal())
                .isNull();
    }

    @Test
    void aConstantSeriesHasNoScale() {
        float[] ones = new float[20];
        NumberSequences series = new NumberSequences(
                new Steps(ones, 1), new Runs(new int[1], new int[] {20}, null), new Targets(ones, 1, true), null);
        NumberSequences window = new NumberSequences(
                new Steps(ones, 1), new Runs(new int[] {16}, new int[] {2}, null), Targets.UNKNOWN, null);
        Residuals network = new Residuals(new float[][] {{1}}, new float[1][1], Residuals.Losses.UNKNOWN);
        Forecasts forecasts = Forecasts.of(network, window, new NaiveForecast(series, new Window(2, 1, 0)));
        assertThat(forecasts.mase(network)).isNaN();
        assertThat(forecasts.unscaled()).isEqualTo(new Forecasts.Unscaled(1, 0, 0));
    }
}
