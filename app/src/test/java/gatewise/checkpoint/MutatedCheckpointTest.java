package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Task;
import gatewise.testing.BoundedJvm;
import gatewise.testing.RequiresBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten thousand changed copies, of a network of images and one of sequences for each task, do no harm, each within a small heap. */
@RequiresBackend
class MutatedCheckpointTest extends CheckpointCase {
    private static final int COPIES = 10_000;
    private static final long SEED = 1;

    @Test
    void areRefusedOrAnswer() throws Exception {
        List<String> originals = new ArrayList<>(List.of(file.toString()));
        for (Task task : Task.values()) {
            Path sequences = folder.resolve(task + ".zip");
            SequenceCheckpoints.write(sequences, task);
            originals.add(sequences.toString());
        }
        List<String> arguments = new ArrayList<>(
                List.of(folder.resolve("copy.zip").toString(), Integer.toString(COPIES), Long.toString(SEED)));
        arguments.addAll(originals);
        String said = BoundedJvm.run(
                Duration.ofMinutes(3), "512m", CheckpointMutations.class, arguments.toArray(String[]::new));
        assertThat(said).containsPattern("\\b[0-9]{4} refused, [0-9]{3,4} answered");
    }
}
