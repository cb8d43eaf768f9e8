package gatewise.data;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;

/** Numbers that come one after the other, in one array that grows. */
final class GrowingFloats {
    /** What a Java array can hold. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private static final long BYTES_EACH = 4;
    private static final long MEGABYTE = 1 << 20;
    private static final long GIGABYTE = 1 << 30;
    private static final int FIRST = 1 << 12;

    private final String name;
    private float[] values;
    private int count;

    /**
     * @param expected how many will come, so that the array need not grow; 0 if that is not known
     * @param name what errors call the file that they are in
     * @throws UserError if so many do not fit into Java's heap
     */
    GrowingFloats(long expected, String name) {
        this.name = name;
        if (expected > MOST) {
            throw tooMany();
        }
        try {
            values = new float[(int) Math.max(FIRST, expected)];
        } catch (OutOfMemoryError e) {
            long bytes = expected * BYTES_EACH;
            throw UserError.failedJob(
                    Text.format(
                            "%s: holds about %d numbers, which take %d MB; Java's heap may take %d MB",
                            name,
                            expected,
                            bytes / MEGABYTE,
                            Runtime.getRuntime().maxMemory() / MEGABYTE),
                    "allow more with GATEWISE_OPTS='-Xmx" + (2 * bytes / GIGABYTE + 1) + "g', or give a smaller file",
                    e);
        }
    }

    private UserError tooMany() {
        return new UserError(Text.format("%s: holds more than %d numbers", name, MOST), "split it into several files");
    }

    int count() {
        return count;
    }

    void add(float value) {
        if (count == values.length) {
            grow(1);
        }
        values[count++] = value;
    }

    /** Makes room for more and counts them; the caller writes them to {@link #array()} from the count before. */
    int reserve(int more) {
        int from = count;
        if (more > values.length - count) {
            grow(more);
        }
        count += more;
        return from;
    }

    private void grow(int more) {
        long least = (long) count + more;
        if (least > MOST) {
            throw tooMany();
        }
        values = Arrays.copyOf(values, (int) Math.min(MOST, Math.max(least, values.length + values.length / 2L)));
    }

    /** Forgets all, and keeps the room. */
    void clear() {
        count = 0;
    }

    /** The array itself, which is longer than the count where there is room left. */
    float[] array() {
        return values;
    }

    /** A copy without room left, or the array itself where there is none. */
    float[] exact() {
        return count == values.length ? values : Arrays.copyOf(values, count);
    }
}
