package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import gatewise.data.Dataset;
import gatewise.scoring.Scores;
import gatewise.testing.RequiresBackend;
import gatewise.training.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints of format version 1 that were written once and must stay readable, with what they scored then. */
@RequiresBackend
class GoldenCheckpointTest {
    @ParameterizedTest
    @CsvSource({"lstm-28, 0.9779, 6674", "gru-28, 0.9817, 5078", "lstm-28-28, 0.9818, 13058"})
    void scoresWhatItScoredWhenItWasWritten(String name, double accuracy, long parameters) {
        Path file = Path.of("../docs/models", name + ".zip");
        Provenance provenance = Checkpoint.provenance(file);
        assertThat(provenance.network().parameters()).isEqualTo(parameters);
        assertThat(provenance.progress().best().gates()).isNotEmpty();
        Checkpoint checkpoint = Checkpoint.load(file, Engine.FAST, 1);
        assertThat(((Scores) Trainer.test(checkpoint.network(), Dataset.mnist())).accuracy())
                .isCloseTo(accuracy, offset(2e-4));
    }
}
