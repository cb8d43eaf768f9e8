package gatewise.spark;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of answers: part-00000 and so on, in the order of the data, and _SUCCESS when all are there. */
final class PartFiles {
    private static final String DONE = "_SUCCESS";
    private static final String PART = "\\.?part-[0-9]{5,}(\\.attempt-[0-9]+)?";

    private final String folder;

    PartFiles(String folder) {
        this.folder = folder;
    }

    /** @throws UserError if there is something but parts that were left unfinished */
    void check() {
        FileStatus status = HadoopFiles.status(folder);
        if (status == null) {
            return;
        }
        if (!status.isDirectory()) {
            throw new UserError(Phrase.of(Setting.OUTPUT_FOLDER, " " + folder + ": is a file"), "name a new folder");
        }
        List<String> names = HadoopFiles.list(folder);
        if (!names.stream().allMatch(name -> name.matches(PART))) {
            throw new UserError(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + folder + ": there are files in it already"),
                    "name a new folder, or delete this one");
        }
    }

    /** Makes the folder, empty. */
    void begin() {
        try {
            HadoopFiles.system(folder).mkdirs(HadoopFiles.path(folder));
            deleteParts();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes a part beside its place and moves it there.
     *
     * @param attempt that no other task has
     */
    void write(int part, long attempt, Iterable<String> lines) {
        Path path = HadoopFiles.path(folder);
        Path whole = new Path(path, Text.format("part-%05d", part));
        Path beside = new Path(path, Text.format(".part-%05d.attempt-%d", part, attempt));
        FileSystem system = HadoopFiles.system(folder);
        try {
            try (OutputStream out = new BufferedOutputStream(system.create(beside, true))) {
                for (String line : lines) {
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            system.delete(whole, false);
            if (!system.rename(beside, whole)) {
                throw new IOException("could not be named " + whole.getName());
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Says that all parts are there. */
    void end() {
        try {
            HadoopFiles.system(folder)
                    .create(new Path(HadoopFiles.path(folder), DONE), true)
                    .close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Takes back what was written. */
    void discard() {
        try {
            deleteParts();
            HadoopFiles.system(folder).delete(HadoopFiles.path(folder), false);
        } catch (IOException | UserError e) {
            // What is left is without _SUCCESS, and replaced by the next command.
        }
    }

    private void deleteParts() throws IOException {
        for (String name : HadoopFiles.list(folder)) {
            if (name.matches(PART)) {
                HadoopFiles.system(folder).delete(new Path(HadoopFiles.path(folder), name), false);
            }
        }
    }

    private UserError unwritable(IOException e) {
        return UserError.failedJob(
                Phrase.of(Setting.OUTPUT_FOLDER, " " + folder + ": cannot be written (" + Reason.of(e) + ")"),
                "name a folder that all workers can write into",
                e);
    }
}
