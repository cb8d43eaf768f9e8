package gatewise.data;

import java.io.InterruptedIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** The bytes of a picture for ImageIO's readers, until a deadline. */
final class PictureStream extends ImageInputStreamImpl {
    /** A reader that takes many at once would not come to the deadline. */
    private static final int MOST_AT_ONCE = 1 << 12;

    private final byte[] file;
    private final Deadline deadline;

    PictureStream(byte[] file, Deadline deadline) {
        this.file = file;
        this.deadline = deadline;
    }

    @Override
    public int read() throws InterruptedIOException {
        deadline.check();
        bitOffset = 0;
        return streamPos < file.length ? file[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws InterruptedIOException {
        deadline.check();
        bitOffset = 0;
        int left = file.length - (int) Math.min(streamPos, file.length);
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = Math.min(Math.min(left, length), MOST_AT_ONCE);
        System.arraycopy(file, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.length;
    }
}
