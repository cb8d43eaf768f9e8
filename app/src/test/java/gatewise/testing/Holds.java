package gatewise.testing;

import gatewise.testing.FileOperations.Kind;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.concurrent.CountDownLatch;

/**
 * The files of a JVM that says so and goes no further when it is about to change a file whose path holds a text; to be named by
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider}.
 */
public final class Holds extends WatchedFiles {
    /** System property: the text. */
    public static final String TEXT = "gatewise.hold.text";

    /** What it says, a line of standard error. */
    public static final String SAID = "held";

    public Holds(FileSystemProvider real) {
        super(real, Holds::before);
    }

    private static void before(Kind kind, Path file, int bytes) {
        if (file.toString().contains(System.getProperty(TEXT))) {
            System.err.println(SAID);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
