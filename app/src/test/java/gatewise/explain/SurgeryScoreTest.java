package gatewise.explain;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Engine;
import gatewise.data.Dataset;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.training.Trainer;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class SurgeryScoreTest {
    @Test
    void scoresAsTheTrainerDoesBeforeAndWithoutInputOneClassAfter(@TempDir Path folder) throws Exception {
        Dataset data = Toy.data(folder);
        MultiLayerNetwork network = Engine.FAST.create(Toy.NETWORK, 1, 1);
        Surgery closed = new Surgery(
                List.of(Clamp.parse("input=0", Indices.ALL, Indices.ALL, null)), RowOrder.AS_IS, 1, Indices.NONE);
        SurgeryScore score = SurgeryScore.of(new Explainer(network, Toy.NETWORK), data.test(), closed);
        assertThat(score.before().confusion())
                .isDeepEqualTo(Trainer.test(network, data).evaluation().confusion());
        long predictedClasses = 0;
        for (int predicted = 0; predicted < 3; predicted++) {
            long count = 0;
            for (long[] actual : score.after().confusion()) {
                count += actual[predicted];
            }
            predictedClasses += count > 0 ? 1 : 0;
        }
        assertThat(predictedClasses)
                .as("nothing is written, so nothing tells images apart")
                .isEqualTo(1);
        assertThat(score.after().images()).isEqualTo(60);
    }
}
