package gatewise.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a user names, read whole; what is no file, or larger than such a file can be, is not even begun. */
public final class InputFile {
    /** What a Java array can hold. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private InputFile() {}

    /**
     * All bytes of a regular file; a folder, a pipe or a device is none.
     *
     * @param most bytes that it may have
     * @param fix what was expected, such as {@code give a JSON list of networks}
     * @throws UserError in one line, if it is no such file, has more bytes, or cannot be read
     */
    public static byte[] bytes(Path file, long most, CharSequence fix) {
        check(file, fix);
        long limit = Math.min(most, LONGEST);
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > limit) {
                throw tooLarge(file, size, limit, fix);
            }
            // Files that the system makes up, such as those in /proc, say that they are empty.
            byte[] bytes = in.readNBytes((int) Math.min(LONGEST, limit + 1));
            if (bytes.length > limit) {
                throw tooLarge(file, bytes.length, limit, fix);
            }
            return bytes;
        } catch (IOException e) {
            throw new UserError(Phrase.of(file, ": cannot be read (" + Reason.of(e) + ")"), fix, e);
        }
    }

    /**
     * The same as text in UTF-8.
     *
     * @throws UserError as {@link #bytes}, and if it is no such text
     */
    public static String text(Path file, long most, CharSequence fix) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file, most, fix)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UserError(Phrase.of(file, ": not readable as text"), fix, e);
        }
    }

    /** @throws UserError in one line, if it is no regular file */
    public static void check(Path file, CharSequence fix) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    Phrase.of(Files.exists(file) ? file + ": not a file" : MissingFile.problem(file, "no such file")),
                    fix);
        }
    }

    private static UserError tooLarge(Path file, long size, long most, CharSequence fix) {
        return new UserError(Text.format("%s: has %d bytes, expected at most %d", file, size, most), fix);
    }
}
