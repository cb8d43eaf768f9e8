package gatewise.testing;

import java.io.IOException;
import java.nio.file.Path;

/** Is told of each operation that changes what is on a disk, before it is done, and may fail or end it all instead. */
@FunctionalInterface
public interface FileOperations {
    enum Kind {
        OPEN,
        WRITE,
        FORCE,
        LOCK,
        MOVE,
        LINK,
        DELETE,
        MAKE_FOLDER
    }

    /**
     * Comes before an operation.
     *
     * @param file that is changed; of a move or a link, where to
     * @param bytes that are to be written, 0 for all but {@link Kind#WRITE}
     */
    void before(Kind kind, Path file, int bytes) throws IOException;
}
