package gatewise.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Drops what is written once the JVM has begun to end. Threads of a library that go on then, as Spark's do after Ctrl-C, tell
 * of what has gone before them.
 */
final class UntilExit extends FilterOutputStream {
    private UntilExit(OutputStream out) {
        super(out);
    }

    static PrintStream of(OutputStream out) {
        isEnding(); // for its classes to be there when memory is not
        return new PrintStream(new UntilExit(out), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) throws IOException {
        if (!isEnding()) {
            out.write(value);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (!isEnding()) {
            out.write(bytes, from, length);
        }
    }

    /** Of which Java tells only so: from then on it takes no hook, also before the first one runs. */
    private static boolean isEnding() {
        Thread none = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(none);
            Runtime.getRuntime().removeShutdownHook(none);
            return false;
        } catch (IllegalStateException e) {
            return true;
        } catch (OutOfMemoryError | LinkageError e) {
            return false; // What is to be written may be that.
        }
    }
}
