package gatewise.fuzz;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.machine.ActiveBackend;

/** Checkpoints, read whole: what they say of themselves, and their networks. */
public final class CheckpointTarget {
    private static final FuzzedFile FILE = new FuzzedFile("model.zip");

    private CheckpointTarget() {}

    /** Called by Jazzer: the natives are loaded in no input's time. */
    public static void fuzzerInitialize() {
        ActiveBackend.start();
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> Checkpoint.load(file, Engine.PORTABLE, 1));
    }
}
