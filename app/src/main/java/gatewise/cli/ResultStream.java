package gatewise.cli;

import gatewise.io.Reason;
import gatewise.io.UserError;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, which remembers that results could not be written: print streams and writers tell nobody. */
final class ResultStream extends FilterOutputStream {
    private volatile IOException failure;

    ResultStream(OutputStream to) {
        super(to);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Null if all was written, or if whoever read the results wanted no more of them, as {@code head} does. */
    UserError error() {
        // Java tells a pipe that was closed from a full disk by nothing but the system's words.
        if (failure == null || String.valueOf(failure.getMessage()).contains("pipe")) {
            return null;
        }
        return UserError.failedJob(
                "standard output: cannot be written (" + Reason.of(failure) + ")",
                "make room, or send it elsewhere",
                failure);
    }
}
