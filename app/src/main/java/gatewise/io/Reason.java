package gatewise.io;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The few words that tell a user why something could not be done. */
public final class Reason {
    private static final int LONGEST = 160;

    private Reason() {}

    /** Java's file errors often say no more than the file's name; this says what is wrong with it, without the name. */
    public static String of(IOException e) {
        boolean mayBeLink = e instanceof FileAlreadyExistsException || e instanceof NoSuchFileException;
        String file = mayBeLink ? ((FileSystemException) e).getFile() : null;
        if (file != null && MissingFile.isDeadLink(Path.of(file))) {
            return MissingFile.deadLink(Path.of(file));
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof UnknownHostException
                && e.getMessage() != null
                && e.getMessage().indexOf(' ') < 0) {
            return "no such host: " + e.getMessage();
        }
        String text = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return text == null || text.isBlank() ? unsaid(e) : text;
    }

    /** Of those that come without a word. */
    private static String unsaid(Throwable failure) {
        if (failure instanceof EOFException) {
            return "it ends too early";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (failure instanceof ClosedChannelException) {
            return "it was closed meanwhile";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is no text in its encoding";
        }
        return "Java gives no reason but " + failure.getClass().getSimpleName();
    }

    /** The first line of what was at the root of a failure, shortened to 160 characters. */
    public static String of(Throwable failure) {
        return line(root(failure));
    }

    /** The same of the failure itself, whatever its cause. */
    static String line(Throwable failure) {
        String text = failure instanceof IOException io ? of(io) : failure.getMessage();
        String line = text == null ? "" : text.lines().findFirst().orElse("").strip();
        String said = line.isEmpty() ? unsaid(failure) : line;
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
