package gatewise.fuzz;

import gatewise.io.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose bytes a fuzzer makes up; a reader may read it or refuse it in one line, and nothing else. */
final class FuzzedFile {
    private static final int LONGEST = 3_000;

    private final Path file;

    /** In a folder of its own, since readers look for other files beside it. */
    FuzzedFile(String name) {
        try {
            file = Files.createTempDirectory("gatewise-fuzz").resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With another file in its folder. */
    FuzzedFile beside(String name, byte[] bytes) {
        try {
            Files.write(file.resolveSibling(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    interface Reader {
        void read(Path file);
    }

    void read(byte[] bytes, Reader reader) {
        try {
            Files.write(file, bytes);
            reader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UserError e) {
            if (e.getMessage().length() > LONGEST || e.getMessage().lines().count() != 1) {
                throw new AssertionError("not one short line: " + e.getMessage(), e);
            }
        }
    }
}
