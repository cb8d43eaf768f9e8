package gatewise.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.checkpoint.Engine;
import gatewise.data.Dataset;
import gatewise.explain.SurgeryScore.OfClass;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Scores;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.training.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
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
        SurgeryScore score =
                SurgeryScore.of(new Explainer(network, Toy.NETWORK), data.testImages(), data.labels(), closed);
        Evaluation trainers = ((Scores) Trainer.test(network, data)).evaluation();
        assertThat(score.images()).isEqualTo(60);
        assertThat(score.before()).isEqualTo(trainers.accuracy());
        assertThat(score.classes()).extracting(OfClass::label).isEqualTo(data.labels());
        assertThat(score.classes())
                .extracting(OfClass::images)
                .containsExactly(trainers.actual(0), trainers.actual(1), trainers.actual(2));
        assertThat(score.classes())
                .extracting(OfClass::before)
                .containsExactly(trainers.recall(0), trainers.recall(1), trainers.recall(2));
        assertThat(score.classes())
                .extracting(OfClass::after)
                .as("nothing is written, so nothing tells images apart")
                .containsExactlyInAnyOrder(0.0, 0.0, 1.0);
        OfClass recognised = score.classes().stream()
                .filter(row -> row.after() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(score.after()).isEqualTo(recognised.images() / 60.0);
    }

    @Test
    void aClassWithoutImagesHasNoShare() throws Exception {
        SurgeryScore score =
                new SurgeryScore(2, 0.5, 1, List.of(new OfClass("a", 2, 0.5, 1.0), new OfClass("b", 0, null, null)));
        assertThat(JsonMapper.builder().build().writeValueAsString(score))
                .isEqualTo("{\"images\":2,\"before\":0.5,\"after\":1.0,\"classes\":["
                        + "{\"label\":\"a\",\"images\":2,\"before\":0.5,\"after\":1.0},"
                        + "{\"label\":\"b\",\"images\":0,\"before\":null,\"after\":null}]}");
    }

    @Test
    void endsWhenNobodyWaitsForItAnyMore(@TempDir Path folder) throws Exception {
        Dataset data = Toy.data(folder);
        Explainer explainer = new Explainer(Engine.FAST.create(Toy.NETWORK, 1, 1), Toy.NETWORK);
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> SurgeryScore.of(
                        explainer, data.testImages(), data.labels(), Surgery.NONE, () -> asked.incrementAndGet() > 3))
                .isInstanceOf(CancellationException.class);
        assertThat(asked.get()).isBetween(4, 50);
    }
}
