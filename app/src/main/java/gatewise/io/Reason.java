package gatewise.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The few words that tell a user why a file could not be read or written. */
public final class Reason {
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
}
