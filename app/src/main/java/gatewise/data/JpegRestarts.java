package gatewise.data;

/**
 * The restart markers in the last scan of a JPEG (ITU-T T.81, B.2.4.4 and A.2): where they are fewer than its frame asks
 * for, the scan is cut.
 */
final class JpegRestarts {
    /** A block is so many samples wide and high. */
    private static final int BLOCK = 8;

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
        JpegMarkers.visit(file, restarts::take);
        return restarts.interval == 0 || restarts.found >= (restarts.units() - 1) / restarts.interval;
    }

    private void take(int marker, int at) {
        if (JpegMarkers.isRestart(marker)) {
            found++;
        } else if (marker == JpegMarkers.START_OF_SCAN) {
            scan = at;
            found = 0;
        } else if (marker == JpegMarkers.INTERVAL && at + JpegMarkers.HEAD + 2 <= file.length) {
            interval = number(at + JpegMarkers.HEAD);
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
            if (file[part] == file[scan + JpegMarkers.HEAD + 1]) {
                only = part;
            }
        }
        int height = number(frame + JpegMarkers.HEAD + 1);
        int width = number(frame + JpegMarkers.HEAD + 3);
        if (file[scan + JpegMarkers.HEAD] != 1) {
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
        return JpegMarkers.number(file, place);
    }

    private static int parts(int whole, int part) {
        return (whole + part - 1) / part;
    }
}
