package gatewise.fuzz;

import gatewise.data.IdxFile;

/** Images in IDX. */
public final class ImagesTarget {
    private static final FuzzedFile FILE = new FuzzedFile("images");

    private ImagesTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> IdxFile.readImages(file));
    }
}
