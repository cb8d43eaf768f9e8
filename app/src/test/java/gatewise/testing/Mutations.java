package gatewise.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damaged copies of the bytes of valid files, for readers that must refuse whatever a stranger gives them. The same seed
 * and originals give the same copies, so that a failure is named by the seed and the number of its copy.
 *
 * <p>Each copy has one to four changes: flipped bits, other bytes, an end cut off, a piece deleted, inserted, repeated or
 * copied over another, or a whole number that readers stumble over (0, -1, the largest of its width, ...) in either order
 * of bytes at a place of its width.
 */
public final class Mutations {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        16,
        127,
        128,
        255,
        256,
        32_767,
        32_768,
        65_535,
        65_536,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_PIECE = 64;

    private final List<byte[]> originals;
    private final Random random;

    /** @param originals the bytes of valid files, at least one; each copy is of one of them */
    public Mutations(long seed, List<byte[]> originals) {
        this.originals = List.copyOf(originals);
        this.random = new Random(seed);
    }

    /** The next copy. */
    public byte[] next() {
        byte[] bytes = originals.get(random.nextInt(originals.size())).clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            bytes = bytes.length == 0 ? new byte[] {(byte) random.nextInt()} : changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(LONGEST_PIECE), bytes.length - at);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                return joined(bytes, at, new byte[0], at + length);
            }
            case 4 -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                return joined(bytes, at, noise, at);
            }
            case 5 -> {
                return joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            }
            case 6 -> System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
            default -> putNumber(bytes, at);
        }
        return bytes;
    }

    private void putNumber(byte[] bytes, int at) {
        int width = 1 << random.nextInt(4);
        int place = at / width * width;
        if (place + width > bytes.length) {
            return;
        }
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .putLong(NUMBERS[random.nextInt(NUMBERS.length)])
                .array();
        boolean littleEndian = random.nextBoolean();
        for (int i = 0; i < width; i++) {
            bytes[place + (littleEndian ? i : width - 1 - i)] = number[Long.BYTES - 1 - i];
        }
    }

    /** The bytes up to a place, others, and the bytes from another place on. */
    private static byte[] joined(byte[] bytes, int to, byte[] between, int from) {
        return ByteBuffer.allocate(to + between.length + bytes.length - from)
                .put(bytes, 0, to)
                .put(between)
                .put(bytes, from, bytes.length - from)
                .array();
    }
}
