package gatewise.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of a file, or records of one.
 *
 * @param from the first
 * @param to the one after the last
 */
public record ByteRange(long from, long to) {
    /** Of so many parts at most, none is smaller than {@link #SMALL}. */
    private static final int FEW = 64;

    private static final long SMALL = 1 << 16;
    private static final long LARGE = 1 << 25;

    /**
     * Ranges that together are {@code from..to}, at least one: up to 64 of at least 64 KiB, of what is larger than 2 GiB more,
     * of 32 MiB each.
     *
     * @param unit bytes that stay together, counted from {@code from}
     */
    static List<ByteRange> split(long from, long to, long unit) {
        long size = to - from;
        long units = size / unit;
        long wanted = Math.max((size + LARGE - 1) / LARGE, Math.min(FEW, size / SMALL));
        long count = Math.max(1, Math.min(wanted, units));
        List<ByteRange> ranges = new ArrayList<>();
        long begin = from;
        for (long i = 1; i <= count; i++) {
            // Neither product overflows for anything that a disk holds.
            long end = i == count ? to : from + (units / count * i + units % count * i / count) * unit;
            ranges.add(new ByteRange(begin, end));
            begin = end;
        }
        return ranges;
    }

    long length() {
        return to - from;
    }
}
