package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
            return GzipMembers.begin(in.read(), in.read());
        }
    }

    /** The content of a stream, buffered. */
    static BufferedInputStream of(InputStream in) throws IOException {
        requireNonNull(in, "in is null");
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(2);
        boolean gzipped = GzipMembers.begin(buffered.read(), buffered.read());
        buffered.reset();
        if (!gzipped) {
            return buffered;
        }
        CountedStream packed = new CountedStream(buffered);
        return new BufferedInputStream(new Bounded(new GzipMembers(packed), packed), BUFFER);
    }

    /** Ends where more comes out than any numbers shrink to. */
    private static final class Bounded extends CountedStream {
        private final CountedStream packed;

        Bounded(InputStream in, CountedStream packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            long unpacked = count();
            if (unpacked > PLAIN && unpacked > EXPANSION * packed.count()) {
                throw new IOException("it unpacks to more than " + EXPANSION + " times its size");
            }
            return read;
        }
    }
}
