package gatewise.study;

import gatewise.io.AtomicFile;
import gatewise.io.Json;
import gatewise.io.Reason;
import gatewise.io.UserError;
import gatewise.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the folder of a run whose training diverged, so that a report need not take it for one that was not begun.
 *
 * @param diverged what became of what, and when
 */
record DivergenceNote(String diverged) {
    static final String FILE = "diverged.json";

    private static Path file(RunFolder run) {
        return run.path().resolve(FILE);
    }

    void write(RunFolder run) {
        AtomicFile.write(file(run), out -> out.write(Json.prettyBytes(this)));
    }

    /** What it says; null if there is none. */
    static String read(RunFolder run) {
        return Files.exists(file(run))
                ? StoredJson.read(file(run), DivergenceNote.class).diverged()
                : null;
    }

    /** Of a run that begins anew. */
    static void delete(RunFolder run) {
        try {
            Files.deleteIfExists(file(run));
        } catch (IOException e) {
            throw UserError.failedJob(
                    file(run) + " cannot be deleted (" + Reason.of(e) + ")", "delete it, and compare again", e);
        }
    }
}
