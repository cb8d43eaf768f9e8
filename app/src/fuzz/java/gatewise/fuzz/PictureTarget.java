package gatewise.fuzz;

import gatewise.data.DigitImage;

/** Pictures of digits. */
public final class PictureTarget {
    private static final FuzzedFile FILE = new FuzzedFile("picture");

    private PictureTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> DigitImage.read(file, 28, 28));
    }
}
