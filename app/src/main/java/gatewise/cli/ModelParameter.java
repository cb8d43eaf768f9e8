package gatewise.cli;

import gatewise.hardware.Backend;
import gatewise.hardware.Threads;
import gatewise.training.Checkpoint;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A checkpoint to work with. */
final class ModelParameter {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A checkpoint that train wrote, such as best.zip.")
    private Path path;

    Path path() {
        return path;
    }

    /** Reads it, ready to compute. */
    Checkpoint load() {
        Checkpoint.provenance(path);
        Backend.detect().start();
        Threads.use(Threads.choose(null));
        return Checkpoint.load(path);
    }
}
