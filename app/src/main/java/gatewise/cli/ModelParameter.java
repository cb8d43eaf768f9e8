package gatewise.cli;

import gatewise.hardware.Backend;
import gatewise.hardware.Threads;
import gatewise.network.Cell;
import gatewise.network.Engine;
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

    /** Reads it, ready to compute on the fastest engine here. */
    Checkpoint load() {
        return load(path);
    }

    /** The same with any checkpoint. */
    static Checkpoint load(Path path) {
        Cell cell = Checkpoint.provenance(path).network().cell();
        Backend.detect().start();
        Engine engine = Engine.choose("auto", cell, Backend.detect().isCpu());
        int threads = Threads.choose(null, engine == Engine.FAST);
        Threads.use(engine == Engine.FAST ? 1 : threads);
        return Checkpoint.load(path, engine, threads);
    }
}
