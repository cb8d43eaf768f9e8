package gatewise.io;

import java.util.Objects;

/**
 * Something that a user can cause and mend, said in one line: the file or flag, what was found, what was expected, the
 * fix. The command line prints the message without a stack trace.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Wrong use or bad input: exit code 2. */
    public UserError(String message) {
        this(message, 2, null);
    }

    /** Wrong use or bad input: exit code 2; the cause is shown with {@code --verbose}. */
    public UserError(String message, Throwable cause) {
        this(message, 2, cause);
    }

    private UserError(String message, int exitCode, Throwable cause) {
        super(Objects.requireNonNull(message, "message is null"), cause);
        this.exitCode = exitCode;
    }

    /** A job that could not be done although it was asked for rightly (no GPU, a full disk): exit code 1. */
    public static UserError failedJob(String message, Throwable cause) {
        return new UserError(message, 1, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
