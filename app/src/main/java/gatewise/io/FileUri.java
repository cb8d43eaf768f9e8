package gatewise.io;

import java.util.regex.Pattern;

/** Tells URIs such as {@code hdfs://HOST:PORT/PATH} from paths. */
public final class FileUri {
    /** A letter alone is a drive of Windows, and a colon without a slash behind it is part of a name. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

    private FileUri() {}

    /** Whether a name of a file or folder is a URI. */
    public static boolean isOne(String name) {
        return FORM.matcher(name).matches();
    }
}
