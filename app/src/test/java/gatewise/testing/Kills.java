package gatewise.testing;

import gatewise.testing.FileOperations.Kind;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The files of a JVM that ends, without anything being tidied up, before the operation of a given number below a folder; to
 * be named by {@code -Djava.nio.file.spi.DefaultFileSystemProvider}.
 */
public final class Kills extends WatchedFiles {
    /** Of a JVM that this ended. */
    public static final int EXIT_CODE = 99;

    /** System property: the folder. */
    public static final String FOLDER = "gatewise.kill.folder";

    /** System property: the number, from 1. */
    public static final String OPERATION = "gatewise.kill.operation";

    public Kills(FileSystemProvider real) {
        super(real, operations());
    }

    private static FileOperations operations() {
        String folder = System.getProperty(FOLDER);
        int last = Integer.getInteger(OPERATION);
        AtomicInteger done = new AtomicInteger();
        return (Kind kind, Path file, int bytes) -> {
            if (file.toString().startsWith(folder) && done.incrementAndGet() == last) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        };
    }
}
