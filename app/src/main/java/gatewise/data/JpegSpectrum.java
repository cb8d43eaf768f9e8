package gatewise.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the scans of a JPEG say of the frequencies of its blocks (ITU-T T.81, B.2.3 and G.1.1.1): a progressive picture
 * comes coarsely first, and one that is cut between two scans stays so.
 */
final class JpegSpectrum {
    private static final int PROGRESSIVE = 0xc2;
    private static final int ARITHMETIC_PROGRESSIVE = 0xca;
    private static final int FREQUENCIES = 64;
    private static final int UNSAID = 0xff;
    private static final int FRAME_PARTS = JpegMarkers.HEAD + 5;
    private static final int FRAME_PART = 3;

    private final byte[] file;
    /** By component: the bits that each of its frequencies lacks yet. */
    private final Map<Byte, int[]> lacking = new HashMap<>();

    private boolean isProgressive;

    private JpegSpectrum(byte[] file) {
        this.file = file;
    }

    /** Whether each frequency of each component is said to its last bit. */
    static boolean isWhole(byte[] file) {
        JpegSpectrum spectrum = new JpegSpectrum(file);
        JpegMarkers.visit(file, spectrum::take);
        return spectrum.lacking.values().stream()
                .allMatch(bits -> Arrays.stream(bits).allMatch(lacks -> lacks == 0));
    }

    private void take(int marker, int at) {
        if (JpegScans.isFrame(marker) && lacking.isEmpty()) {
            isProgressive = marker == PROGRESSIVE || marker == ARITHMETIC_PROGRESSIVE;
            for (int i = 0; i < count(at + FRAME_PARTS); i++) {
                int part = at + FRAME_PARTS + 1 + i * FRAME_PART;
                if (part < file.length) {
                    int[] bits = new int[FREQUENCIES];
                    Arrays.fill(bits, UNSAID);
                    lacking.put(file[part], bits);
                }
            }
        } else if (marker == JpegMarkers.START_OF_SCAN) {
            scan(at + JpegMarkers.HEAD);
        }
    }

    private void scan(int at) {
        int parts = count(at);
        int range = at + 1 + 2 * parts;
        if (range + 2 >= file.length) {
            return;
        }
        int from = isProgressive ? file[range] & 0x3f : 0;
        int to = isProgressive ? file[range + 1] & 0x3f : FREQUENCIES - 1;
        int lacks = isProgressive ? file[range + 2] & 0xf : 0;
        for (int i = 0; i < parts; i++) {
            int[] bits = lacking.get(file[at + 1 + 2 * i]);
            for (int k = from; bits != null && k <= to; k++) {
                bits[k] = lacks;
            }
        }
    }

    private int count(int place) {
        return place < file.length ? file[place] & 0xff : 0;
    }
}
