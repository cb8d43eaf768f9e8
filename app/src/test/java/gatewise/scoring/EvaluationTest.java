package gatewise.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** 3 classes, the last never predicted. */
    private static final Evaluation EVALUATION = new Evaluation(new long[][] {{8, 2, 0}, {1, 9, 0}, {3, 1, 0}});

    @Test
    void accuracyIsTheDiagonalsShare() {
        assertThat(EVALUATION.images()).isEqualTo(24);
        assertThat(EVALUATION.accuracy()).isCloseTo(17 / 24.0, within(1e-12));
    }

    @Test
    void precisionRecallAndF1OfEachClass() {
        assertThat(EVALUATION.precision(0)).isCloseTo(8 / 12.0, within(1e-12));
        assertThat(EVALUATION.recall(0)).isCloseTo(0.8, within(1e-12));
        assertThat(EVALUATION.f1(0)).isCloseTo(2 * (8 / 12.0) * 0.8 / (8 / 12.0 + 0.8), within(1e-12));
        assertThat(EVALUATION.precision(2)).isNaN();
        assertThat(EVALUATION.recall(2)).isZero();
        assertThat(EVALUATION.f1(2)).isZero();
    }

    @Test
    void macroF1LeavesOutWhatIsNeitherThereNorPredicted() {
        double both = EVALUATION.f1(0) + EVALUATION.f1(1);
        assertThat(EVALUATION.macroF1()).isCloseTo(both / 3, within(1e-12));
        Evaluation absent = new Evaluation(new long[][] {{8, 2, 0}, {1, 9, 0}, {0, 0, 0}});
        assertThat(absent.macroF1()).isCloseTo((absent.f1(0) + absent.f1(1)) / 2, within(1e-12));
    }

    @Test
    void scoresCountByHighestProbability() {
        Scores scores = new Scores(new float[][] {{.6f, .4f}, {.6f, .4f}, {.1f, .9f}}, new int[] {0, 1, 1});
        assertThat(scores.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(scores.evaluation().confusion()).isDeepEqualTo(new long[][] {{1, 0}, {1, 1}});
    }

    @Test
    void theLossIsTheMeanCrossEntropy() {
        Scores scores = new Scores(new float[][] {{.5f, .5f}, {1, 0}}, new int[] {0, 1});
        assertThat(scores.loss()).isCloseTo((Math.log(2) + 10 * Math.log(10)) / 2, within(1e-6));
    }
}
