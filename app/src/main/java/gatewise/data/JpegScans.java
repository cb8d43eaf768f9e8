package gatewise.data;

import gatewise.io.Text;
import gatewise.io.UserError;

/**
 * The scans of a JPEG. Each is a pass over the whole picture, of a few bytes if it says nothing new, so that a small file
 * may ask for any amount of work. Progressive pictures have about ten.
 *
 * @param hasEnd whether the end of the picture is marked behind them
 */
record JpegScans(int count, boolean hasEnd) {
    /** More are refused. */
    static final int MOST = 100;
    /** Pixels that are passed over: twenty times over the largest picture. */
    private static final long MOST_WORK = 1_000_000_000;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;

    /** @throws UserError if there are more than a picture of so many pixels may have, or the file ends within one */
    static void check(byte[] file, long pixels, String name) {
        JpegScans found = of(file);
        int scans = found.count;
        if (scans > MOST || scans * pixels > MOST_WORK) {
            throw new UserError(
                    Text.format("%s: a JPEG in %d scans, expected at most %d", name, scans, most(pixels)),
                    "save it again as PNG");
        }
        if (!found.hasEnd) {
            // Java's reader fills up with grey what is missing.
            throw new UserError(Text.format("%s: cannot be decoded (it ends too early)", name), "save it again as PNG");
        }
    }

    private static long most(long pixels) {
        return Math.min(MOST, MOST_WORK / Math.max(1, pixels));
    }

    /** As a decoder meets them: by the lengths of segments, and by markers within the data of scans. */
    static JpegScans of(byte[] file) {
        int scans = 0;
        int at = 0;
        while (true) {
            while (at + 1 < file.length && !(file[at] == (byte) 0xff && isMarker(file[at + 1] & 0xff))) {
                at++;
            }
            boolean isEnd = at + 1 < file.length && (file[at + 1] & 0xff) == END_OF_IMAGE;
            if (isEnd || at + 3 >= file.length) {
                return new JpegScans(scans, isEnd);
            }
            int marker = file[at + 1] & 0xff;
            at += 2;
            if (marker == START_OF_SCAN) {
                scans++;
            }
            if (marker < FIRST_RESTART || marker > END_OF_IMAGE - 1) {
                at += Math.max(2, (file[at] & 0xff) << 8 | file[at + 1] & 0xff);
            }
        }
    }

    /** Numbers of a pixel by the first frame (ITU-T T.81, B.2.2); 0 if none is found. */
    static int colours(byte[] file) {
        int[] colours = {0};
        JpegMarkers.visit(file, (marker, at) -> {
            if (colours[0] == 0 && isFrame(marker) && at + 9 < file.length) {
                colours[0] = file[at + 9] & 0xff;
            }
        });
        return colours[0];
    }

    /** Those between are of tables and of an extension. */
    static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** With a meaning of its own: no stuffed 0, no filling, nothing that stands within data. */
    static boolean isMarker(int code) {
        return code != 0 && code != 0xff && code != TEMPORARY && (code < FIRST_RESTART || code > LAST_RESTART);
    }
}
