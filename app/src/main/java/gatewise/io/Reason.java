package gatewise.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The few words that tell a user why something could not be done. */
public final class Reason {
    private static final int LONGEST = 160;

    private Reason() {}

    /** Java's file errors often say no more than the file's name; this says what is wrong with it, without the name. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String text = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }

    /** The first line of what was at the root of a failure, shortened to 160 characters. */
    public static String of(Throwable failure) {
        return line(root(failure));
    }

    /** The same of the failure itself, whatever its cause. */
    static String line(Throwable failure) {
        String text = failure instanceof IOException io ? of(io) : failure.getMessage();
        String line = text == null ? "" : text.lines().findFirst().orElse("").strip();
        String said = line.isEmpty() ? failure.getClass().getSimpleName() : line;
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST - 3) + "...";
    }

    /** The last cause of a failure; itself if it has none. */
    public static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
