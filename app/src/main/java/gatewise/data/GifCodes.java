package gatewise.data;

import java.util.Arrays;

/** The codes of a GIF's pixels: LZW of variable length (Graphics Interchange Format, version 89a, appendix F). */
final class GifCodes {
    private static final int MOST = 4_096;
    private static final int LONGEST = 12;
    private static final int MOST_LITERAL_BITS = 8;

    private final byte[] data;
    private int at;
    private int held;
    private int count;

    private GifCodes(byte[] data) {
        this.data = data;
    }

    /**
     * Whether data hold as many pixels, without a code that has no meaning among theirs; whatever follows them. An end
     * is not asked for.
     *
     * @param literalBits of the number of a colour
     */
    static boolean hold(byte[] data, int literalBits, long pixels) {
        return literalBits >= 1
                && literalBits <= MOST_LITERAL_BITS
                && new GifCodes(data).hold(1 << literalBits, literalBits + 1, pixels);
    }

    private boolean hold(int clear, int firstWidth, long pixels) {
        int[] lengths = new int[MOST]; // of the pixels that a code stands for
        Arrays.fill(lengths, 0, clear, 1);
        int end = clear + 1;
        int next = end + 1;
        int width = firstWidth;
        int previous = -1;
        for (long found = 0; found < pixels; ) {
            int code = code(width);
            if (code == clear) {
                next = end + 1;
                width = firstWidth;
                previous = -1;
                continue;
            }
            if (code < 0 || code == end || code > (previous < 0 ? clear : next)) {
                return false;
            }
            if (previous >= 0 && next < MOST) {
                lengths[next++] = lengths[previous] + 1;
                if (next == 1 << width && width < LONGEST) {
                    width++;
                }
            }
            found += lengths[code];
            previous = code;
        }
        return true;
    }

    /** Negative if there are not as many bits. */
    private int code(int width) {
        for (; count < width; count += Byte.SIZE) {
            if (at == data.length) {
                return -1;
            }
            held |= (data[at++] & 0xff) << count;
        }
        int code = held & (1 << width) - 1;
        held >>>= width;
        count -= width;
        return code;
    }
}
