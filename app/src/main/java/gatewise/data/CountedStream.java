package gatewise.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes on their way, counted. */
class CountedStream extends FilterInputStream {
    private final long all;
    private final ReadingProgress progress;
    private long count;

    CountedStream(InputStream in) {
        this(in, 0, ReadingProgress.NONE);
    }

    /**
     * @param all bytes that there are; 0 if that is not known
     * @param progress is told what has been read
     */
    CountedStream(InputStream in, long all, ReadingProgress progress) {
        super(in);
        this.all = all;
        this.progress = progress;
    }

    /** Bytes that have been read. */
    long count() {
        return count;
    }

    /** Bytes that there are; 0 if that is not known. */
    long all() {
        return all;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        add(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int read = super.read(to, from, length);
        add(read);
        return read;
    }

    private void add(int read) {
        if (read > 0) {
            count += read;
            progress.read(count, all);
        }
    }
}
