package gatewise.fuzz;

import gatewise.checkpoint.Checkpoint;

/** What a checkpoint says of itself; its network is read by DL4J, which takes a backend. */
public final class CheckpointTarget {
    private static final FuzzedFile FILE = new FuzzedFile("model.zip");

    private CheckpointTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> Checkpoint.provenance(file));
    }
}
