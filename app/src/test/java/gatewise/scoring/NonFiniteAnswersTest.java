package gatewise.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.export.NetworkWeights;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are none are an error wherever a network in memory has them: no checkpoint that is read holds such. */
@RequiresBackend
class NonFiniteAnswersTest {
    private static final String ANSWER = "the network answers with numbers that are not finite (";

    @TempDir
    Path folder;

    private Checkpoint checkpoint(Cell cell, float parameters) throws Exception {
        NetworkSpec spec = Toy.NETWORK.toBuilder().cell(cell).build();
        Dataset data = Toy.data(folder.resolve("data"));
        Checkpoint checkpoint =
                new Checkpoint(Engine.FAST.create(spec, 1, 1), Toy.provenance(spec, TrainingPlan.TUTORIAL, data));
        checkpoint.network().params().assign(parameters);
        return checkpoint;
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void areNoProbabilities(float number) {
        assertThat(Scores.requireFinite(0, Float.MAX_VALUE)).containsExactly(0, Float.MAX_VALUE);
        assertThatThrownBy(() -> Scores.requireFinite(0.5f, number))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageStartingWith(ANSWER + number + "): ");
        float[][] probabilities = {{0.5f, 0.5f}, {number, 0}};
        assertThatThrownBy(() -> new Scores(probabilities, new int[2]).requireFinite())
                .hasMessageStartingWith(ANSWER);
    }

    @ParameterizedTest
    @EnumSource
    void areNoAnswersOfANetwork(Cell cell) throws Exception {
        Checkpoint checkpoint = checkpoint(cell, Float.NaN);
        assertThatThrownBy(() -> Inference.of(checkpoint).answers(new float[6][5]))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageStartingWith(ANSWER + "NaN): ");
    }

    @Test
    void areNoParametersToExport() throws Exception {
        Checkpoint checkpoint = checkpoint(Cell.LSTM, Float.NaN);
        assertThatThrownBy(() -> NetworkWeights.of(checkpoint.network(), checkpoint.spec()))
                .isInstanceOf(UserError.class)
                .hasMessage("a parameter of layer 1 is NaN, expected finite numbers alone;"
                        + " take a network whose training did not diverge");
    }
}
