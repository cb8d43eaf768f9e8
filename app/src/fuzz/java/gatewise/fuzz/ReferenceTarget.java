package gatewise.fuzz;

import gatewise.scoring.ReferenceCase;

/** Reference cases in JSON. */
public final class ReferenceTarget {
    private static final FuzzedFile FILE = new FuzzedFile("reference.json");

    private ReferenceTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> ReferenceCase.read(file));
    }
}
