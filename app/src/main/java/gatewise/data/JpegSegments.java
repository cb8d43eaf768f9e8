package gatewise.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The segments of a JPEG before its first scan (ITU-T T.81, annex B), as the standard has them. libjpeg tells of its first
 * warning alone, so that what is harmless there would hide that the picture is cut.
 */
final class JpegSegments {
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int FIRST_RESTART = 0xd0;
    private static final int TEMPORARY = 0x01;
    private static final int APP0 = 0xe0;
    private static final int APP2 = 0xe2;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int BASELINE = 0xc0;
    private static final int SEQUENTIAL = 0xc1;
    private static final int APP14 = 0xee;

    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    /** Pieces that a profile of colours may have (ICC.1, B.4). */
    private static final int MOST_PIECES = 255;
    /** Of a scan: the first and the last frequency, and the bits that are left out; none are, if it is not progressive. */
    private static final byte[] ALL = {0, 63, 0};

    /** Marker and length. */
    private static final int HEAD = 4;

    private static final int MAJOR_VERSION = HEAD + 5;
    private static final int TRANSFORM = HEAD + 11;
    private static final int LUMINANCE_AND_COLOUR = 1;
    private static final int COLOURS = 3;

    private JpegSegments() {}

    /**
     * A file without bytes between its first segments that belong to none, and without segments that are no part of the
     * picture, of which libjpeg passes over all for each, wherever they stand; of the only version of JFIF there is, with a transform of
     * colours that is known, and with scans that say of frequencies what they must. The data of its scans are as they were.
     *
     * @param file that begins as a JPEG; what is damaged in it stays so
     */
    static byte[] plain(byte[] file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.write(file, 0, 2);
        int transform = -1;
        int pieces = 0;
        int at = 2;
        while (true) {
            int start = next(file, at);
            int marker = start + 1 < file.length ? file[start + 1] & 0xff : END_OF_IMAGE;
            int end = start + HEAD > file.length ? file.length : start + 2 + length(file, start + 2);
            if (marker == END_OF_IMAGE) {
                // Tables alone, behind which Java's reader would look for a picture.
                kept.write(0xff);
                kept.write(END_OF_IMAGE);
                return kept.toByteArray();
            }
            if (marker == START_OF_SCAN || marker == START_OF_IMAGE || end > file.length) {
                byte[] head = withTransform(kept.toByteArray(), transform);
                return withAllFrequencies(withoutMore(join(head, file, start)));
            }
            at = end;
            byte[] segment = Arrays.copyOfRange(file, start, end);
            if (marker == APP0 && isOf(JFIF, MAJOR_VERSION, segment)) {
                segment[MAJOR_VERSION] = 1;
            } else if (marker == APP14 && isOf(ADOBE, TRANSFORM, segment)) {
                transform = kept.size() + TRANSFORM;
            }
            boolean isPiece =
                    marker == APP2 && isOf(PROFILE, HEAD + PROFILE.length, segment) && ++pieces <= MOST_PIECES;
            if (!isApart(marker) || isPiece || marker == APP0 || marker == APP14) {
                kept.writeBytes(segment);
            }
        }
    }

    private static byte[] withTransform(byte[] head, int at) {
        if (at >= 0 && head[at] != 0 && JpegScans.colours(head) == COLOURS) {
            head[at] = LUMINANCE_AND_COLOUR; // as libjpeg takes any other
        }
        return head;
    }

    private static boolean isApart(int marker) {
        return marker >= APP0 && marker <= APP15 || marker == COMMENT;
    }

    /** Without such segments between scans and behind them, nor what stands between them and the next marker. */
    private static byte[] withoutMore(byte[] file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        boolean[] isInScans = {false};
        int[] from = {0};
        int[] segmentEnd = {0};
        JpegMarkers.visit(file, (marker, at) -> {
            isInScans[0] |= marker == START_OF_SCAN;
            int end = JpegMarkers.end(file, marker, at);
            if (isInScans[0] && isApart(marker)) {
                int filled = at;
                while (filled > segmentEnd[0] && file[filled - 1] == (byte) 0xff) {
                    filled--; // or it would make a marker of what follows
                }
                kept.write(file, from[0], Math.max(0, filled - from[0]));
                from[0] = JpegMarkers.next(file, end);
            }
            segmentEnd[0] = end;
        });
        if (from[0] == 0) {
            return file;
        }
        kept.write(file, from[0], file.length - from[0]);
        return kept.toByteArray();
    }

    /** libjpeg warns of other numbers there and does not use them. */
    private static byte[] withAllFrequencies(byte[] file) {
        List<Integer> places = new ArrayList<>();
        Set<Integer> frames = new HashSet<>();
        JpegMarkers.visit(file, (marker, at) -> {
            if (JpegScans.isFrame(marker)) {
                frames.add(marker);
            } else if (marker == START_OF_SCAN && places.size() <= JpegScans.MOST) {
                places.add(at + HEAD + 1 + 2 * (file[Math.min(at + HEAD, file.length - 1)] & 0xff));
            }
        });
        if (!Set.of(BASELINE, SEQUENTIAL).containsAll(frames)) {
            return file;
        }
        byte[] changed = file;
        for (int place : places) {
            int end = place + ALL.length;
            if (end <= file.length && !Arrays.equals(file, place, end, ALL, 0, ALL.length)) {
                changed = changed == file ? file.clone() : changed;
                System.arraycopy(ALL, 0, changed, place, ALL.length);
            }
        }
        return changed;
    }

    /** The file itself, of which there may be many megabytes, if its head is as it was. */
    private static byte[] join(byte[] head, byte[] file, int from) {
        if (Arrays.equals(head, 0, head.length, file, 0, from)) {
            return file;
        }
        byte[] joined = Arrays.copyOf(head, head.length + file.length - from);
        System.arraycopy(file, from, joined, head.length, file.length - from);
        return joined;
    }

    /** Where the next marker of a segment stands, or the end of the file. */
    private static int next(byte[] file, int from) {
        int at = from;
        while (at + 1 < file.length && !(file[at] == (byte) 0xff && isOfSegment(file[at + 1] & 0xff))) {
            at++;
        }
        return at + 1 < file.length ? at : file.length;
    }

    private static boolean isOfSegment(int code) {
        return code > TEMPORARY && code < 0xff && (code < FIRST_RESTART || code >= START_OF_IMAGE);
    }

    private static int length(byte[] file, int at) {
        return Math.max(2, (file[at] & 0xff) << 8 | file[at + 1] & 0xff);
    }

    private static boolean isOf(byte[] name, int place, byte[] segment) {
        return segment.length > place && Arrays.equals(segment, HEAD, HEAD + name.length, name, 0, name.length);
    }
}
