package gatewise.fuzz;

import gatewise.data.IdxFile;

/** Labels in IDX. */
public final class LabelsTarget {
    private static final FuzzedFile FILE = new FuzzedFile("labels");

    private LabelsTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> IdxFile.readLabels(file));
    }
}
