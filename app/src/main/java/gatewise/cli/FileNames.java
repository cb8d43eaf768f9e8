package gatewise.cli;

import gatewise.io.UserError;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.util.List;

/** Whether the names that a user gives come through: Java reads arguments and names files by the locale's characters. */
final class FileNames {
    /** What stands for a byte that the locale has no character for; which it was, is lost. */
    private static final char LOST = '\ufffd';

    private static final String FIX = "set LC_ALL=C.UTF-8, or another locale of UTF-8 that 'locale -a' lists";

    private FileNames() {}

    /** @throws UserError if characters of the arguments or of the working folder were lost */
    static void check(List<String> arguments) {
        Charset known = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        check(arguments, System.getProperty("user.dir"), known);
    }

    /** The same for a working folder, and for what the locale knows. */
    static void check(List<String> arguments, String folder, Charset known) {
        if (known.newEncoder().canEncode(LOST)) {
            return;
        }
        for (String argument : arguments) {
            if (argument.indexOf(LOST) >= 0) {
                throw new UserError("'" + argument + "' has characters that the locale (" + known + ") has not", FIX);
            }
        }
        if (folder.indexOf(LOST) >= 0) {
            throw new UserError(
                    "the working folder " + folder + " has characters that the locale (" + known + ") has not", FIX);
        }
    }

    /** A name that came from elsewhere, such as a checkpoint, or that no file can have. */
    static UserError refusal(InvalidPathException e) {
        boolean ascii = e.getInput().chars().allMatch(c -> c < 0x80);
        return new UserError(
                "'" + e.getInput() + "' is no name of a file here (" + e.getReason() + ")",
                ascii ? "give another" : FIX,
                e);
    }
}
