package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A checkpoint to work with. */
final class ModelParameter {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A checkpoint that train wrote, such as best.zip.")
    private Path path;

    Path path() {
        return path;
    }

    /** Where files about it go unless the user says: a folder of its own, as a run has several checkpoints. */
    Path folder(String kind) {
        String name = path.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
        return path.toAbsolutePath().resolveSibling(kind).resolve(name);
    }

    /**
     * A file in a folder that the user named. If it is there, which may be about another model, its end is said.
     *
     * @param talk where
     */
    static Path replacing(Path file, PrintWriter talk) {
        if (Files.exists(file)) {
            talk.println("warning: " + file + " was there and is replaced");
        }
        return file;
    }

    /** Reads it, ready to compute on the fastest engine here. */
    Checkpoint load() {
        return load(path);
    }

    /** The same with any checkpoint. */
    static Checkpoint load(Path path) {
        NetworkSpec spec = Checkpoint.provenance(path).network();
        ActiveBackend.start();
        Engine engine = Engine.common(spec);
        int threads = Threads.choose(null, engine.splitsBatches());
        Threads.use(engine.splitsBatches() ? 1 : threads);
        return Checkpoint.load(path, engine, threads);
    }
}
