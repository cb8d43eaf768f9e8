package gatewise.data;

import gatewise.io.Text;
import gatewise.io.UserError;

/** The markers of a JPEG (ITU-T T.81, annex B), in the order of the file, until its end. */
final class JpegMarkers {
    static final int START_OF_SCAN = 0xda;
    static final int INTERVAL = 0xdd;
    private static final int LAST_TABLE = INTERVAL;
    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final int EXTENSION = 0xc8;
    private static final int APP0 = 0xe0;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
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

    /**
     * A file itself, if all its markers are known to every decoder. Of another, one passes over a segment and another over
     * its marker alone, behind which anything may stand.
     *
     * @throws UserError if they are not
     */
    static byte[] known(byte[] file, String name) {
        visit(file, (marker, at) -> {
            if (JpegScans.isFrame(marker) && marker > PROGRESSIVE) {
                throw new UserError(
                        Text.format(
                                "%s: a JPEG of process SOF%d, expected SOF0, SOF1 or SOF2 (baseline or progressive, Huffman codes)",
                                name, marker - BASELINE),
                        "save it again as PNG");
            }
            if (marker < BASELINE
                    || marker == EXTENSION
                    || marker > LAST_TABLE && marker < APP0
                    || isReserved(marker)) {
                throw new UserError(
                        Text.format("%s: cannot be decoded (it is damaged or ends too early)", name),
                        "save it again as PNG");
            }
        });
        return file;
    }

    private static boolean isReserved(int marker) {
        return marker > APP15 && marker != COMMENT;
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
