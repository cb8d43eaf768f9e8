package gatewise.data;

/**
 * The restart markers in the last scan of a JPEG (ITU-T T.81, B.2.4.4 and A.2): where they are fewer than its frame asks
 * for, the scan is cut.
 */
final class JpegRestarts {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int INTERVAL = 0xdd;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    /** A block is so many samples wide and high. */
    private static final int BLOCK = 8;
    /** Marker and length. */
    private static final int HEAD = 4;

    private static final int FRAME_HEAD = 10;
    private static final int FRAME_PART = 3;

    private final byte[] file;
    private int frame = -1;
    private int interval;
    private int scan = -1;
    private int found;

    private JpegRestarts(byte[] file) {
        this.file = file;
    }

    /** @param file a JPEG that has been decoded */
    static boolean areAll(byte[] file) {
        JpegRestarts restarts = new JpegRestarts(file);
        restarts.walk();
        return restarts.interval == 0 || restarts.found >= (restarts.units() - 1) / restarts.interval;
    }

    private void walk() {
        int at = 2;
        while (at + HEAD <= file.length) {
            int marker = file[at] == (byte) 0xff ? file[at + 1] & 0xff : 0;
            if (marker == END_OF_IMAGE) {
                return;
            }
            if (marker >= FIRST_RESTART && marker <= LAST_RESTART) {
                found++;
            }
            if (!JpegScans.isMarker(marker)) {
                at++;
                continue;
            }
            take(marker, at);
            at += 2 + Math.max(2, number(at + 2));
        }
    }

    private void take(int marker, int at) {
        if (marker == START_OF_SCAN) {
            scan = at;
            found = 0;
        } else if (marker == INTERVAL && at + HEAD + 2 <= file.length) {
            interval = number(at + HEAD);
        } else if (JpegScans.isFrame(marker) && frame < 0) {
            frame = at;
        }
    }

    /** What stands between restarts is counted in: blocks of a single component, or squares with blocks of each. */
    private long units() {
        int high = 1;
        int wide = 1;
        int parts = file[frame + FRAME_HEAD - 1] & 0xff;
        int only = -1;
        for (int i = 0; i < parts; i++) {
            int part = frame + FRAME_HEAD + i * FRAME_PART;
            wide = Math.max(wide, wide(part));
            high = Math.max(high, high(part));
            if (file[part] == file[scan + HEAD + 1]) {
                only = part;
            }
        }
        int height = number(frame + HEAD + 1);
        int width = number(frame + HEAD + 3);
        if (file[scan + HEAD] != 1) {
            return (long) parts(width, BLOCK * wide) * parts(height, BLOCK * high);
        }
        return (long) parts(parts(width * wide(only), wide), BLOCK) * parts(parts(height * high(only), high), BLOCK);
    }

    private int wide(int part) {
        return file[part + 1] >> 4 & 0xf;
    }

    private int high(int part) {
        return file[part + 1] & 0xf;
    }

    private int number(int place) {
        return (file[place] & 0xff) << 8 | file[place + 1] & 0xff;
    }

    private static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }
}
