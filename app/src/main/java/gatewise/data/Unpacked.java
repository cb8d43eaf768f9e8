package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What is in a file that may be gzipped, known by its first bytes, not by its name. */
final class Unpacked {
    private static final int BUFFER = 1 << 16;

    /** 64 MiB may come of anything. */
    private static final long PLAIN = 1 << 26;

    private static final int EXPANSION = 100;

    private Unpacked() {}

    /** Whether a file is gzipped. */
    static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /** The content of a stream, buffered. */
    static BufferedInputStream of(InputStream in) throws IOException {
        requireNonNull(in, "in is null");
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(2);
        boolean gzipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        if (!gzipped) {
            return buffered;
        }
        Counted packed = new Counted(buffered);
        return new BufferedInputStream(new Bounded(new GZIPInputStream(packed, BUFFER), packed), BUFFER);
    }

    /** Counts the bytes that are read. */
    private static class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /** Ends where more comes out than any numbers shrink to. */
    private static final class Bounded extends Counted {
        private final Counted packed;

        Bounded(InputStream in, Counted packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            long unpacked = super.count;
            if (unpacked > PLAIN && unpacked > EXPANSION * packed.count) {
                throw new IOException("it unpacks to more than " + EXPANSION + " times its size");
            }
            return read;
        }
    }
}
