package gatewise.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** GIF files piece by piece, as encoders other than ImageIO's write them. */
final class Gifs {
    private static final int MOST_CODES = 4_096;
    /** Two colours: white and black. */
    private static final int LITERAL_BITS = 2;

    private Gifs() {}

    /** @return the numbers of a stroke's pixels in the table of colours, row by row */
    static byte[] stroke(int size) {
        byte[] pixels = new byte[size * size];
        for (int y = size / 5; y < size * 4 / 5; y++) {
            for (int x = size * 9 / 20; x < size * 11 / 20; x++) {
                pixels[y * size + x] = 1;
            }
        }
        return pixels;
    }

    /**
     * @param before extensions before the picture
     * @param blocks the data of the picture in sub-blocks, with its end
     */
    static byte[] file(int size, byte[] before, byte[] blocks) {
        ByteBuffer file =
                ByteBuffer.allocate(31 + before.length + blocks.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) size).putShort((short) size).put((byte) 0x80).putShort((short) 0);
        file.put(new byte[] {-1, -1, -1, 0, 0, 0}).put(before).put((byte) 0x2c).putInt(0);
        file.putShort((short) size).putShort((short) size).put((byte) 0).put((byte) LITERAL_BITS);
        return file.put(blocks).put((byte) 0x3b).array();
    }

    static byte[] blocks(byte[] data, int from, int to, int length) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        for (int at = from; at < to; at += length) {
            int count = Math.min(length, to - at);
            blocks.write(count);
            blocks.write(data, at, count);
        }
        blocks.write(0);
        return blocks.toByteArray();
    }

    /**
     * LZW that goes on with a full table instead of clearing it.
     *
     * @param most codes in the table
     */
    static byte[] packed(byte[] pixels, int most, boolean ended) {
        Bits bits = new Bits();
        int clear = 1 << LITERAL_BITS;
        Map<Integer, Integer> table = new HashMap<>();
        int next = clear + 2;
        int width = LITERAL_BITS + 1;
        bits.put(clear, width);
        int code = pixels[0];
        for (int at = 1; at < pixels.length; at++) {
            int key = code << 8 | pixels[at];
            Integer known = table.get(key);
            if (known != null) {
                code = known;
                continue;
            }
            bits.put(code, width);
            if (next == most && most < MOST_CODES) {
                bits.put(clear, width);
                table.clear();
                next = clear + 2;
                width = LITERAL_BITS + 1;
            } else if (next < MOST_CODES) {
                if (next == 1 << width) {
                    width++;
                }
                table.put(key, next++);
            }
            code = pixels[at];
        }
        bits.put(code, width);
        if (ended) {
            bits.put(clear + 1, next == 1 << width && width < 12 ? width + 1 : width);
        }
        return bits.end();
    }

    private static final class Bits {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int held;
        private int count;

        void put(int code, int width) {
            held |= code << count;
            count += width;
            for (; count >= 8; count -= 8) {
                out.write(held);
                held >>>= 8;
            }
        }

        byte[] end() {
            if (count > 0) {
                out.write(held);
            }
            return out.toByteArray();
        }
    }
}
