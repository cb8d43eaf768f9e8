package gatewise.data;

/** The markers of a JPEG (ITU-T T.81, annex B), in the order of the file, until its end. */
final class JpegMarkers {
    static final int START_OF_SCAN = 0xda;
    static final int INTERVAL = 0xdd;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    /** Marker and length. */
    static final int HEAD = 4;

    private JpegMarkers() {}

    /** Is told of each marker. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Of one.
         *
         * @param at where it stands; 4 bytes are there at least
         */
        void visit(int marker, int at);
    }

    /** Tells of all, those of restarts within scans too. */
    static void visit(byte[] file, Visitor visitor) {
        int at = 2;
        while (at + HEAD <= file.length) {
            int marker = file[at] == (byte) 0xff ? file[at + 1] & 0xff : 0;
            if (marker == END_OF_IMAGE) {
                return;
            }
            if (isRestart(marker)) {
                visitor.visit(marker, at);
            }
            if (!JpegScans.isMarker(marker)) {
                at++;
                continue;
            }
            visitor.visit(marker, at);
            at += 2 + Math.max(2, number(file, at + 2));
        }
    }

    /** Where the segment of a marker that was visited ends, at most with the file. */
    static int end(byte[] file, int marker, int at) {
        return isRestart(marker) ? at + 2 : Math.min(file.length, at + 2 + Math.max(2, number(file, at + 2)));
    }

    /** Where the next marker stands, of any kind, or the end of the file. */
    static int next(byte[] file, int from) {
        int at = from;
        while (at + 1 < file.length && !(file[at] == (byte) 0xff && isAny(file[at + 1] & 0xff))) {
            at++;
        }
        return at + 1 < file.length ? at : file.length;
    }

    private static boolean isAny(int code) {
        return JpegScans.isMarker(code) || isRestart(code);
    }

    static boolean isRestart(int marker) {
        return marker >= FIRST_RESTART && marker <= LAST_RESTART;
    }

    /** Of two bytes, the higher first. */
    static int number(byte[] file, int place) {
        return (file[place] & 0xff) << 8 | file[place + 1] & 0xff;
    }
}
