package gatewise.io;

import java.util.Objects;
import java.util.function.Function;

/**
 * Something that a user can cause and mend: the problem (the file or setting, what was found, what was expected) and its
 * fix, each part of one line. The command line prints the two without a stack trace.
 */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Phrase problem;
    private final transient Phrase fix;
    private final int exitCode;

    /** Wrong use or bad input: exit code 2. */
    public UserError(CharSequence problem, CharSequence fix) {
        this(problem, fix, 2, null);
    }

    /** Wrong use or bad input: exit code 2; the cause is shown only to those who ask for it. */
    public UserError(CharSequence problem, CharSequence fix, Throwable cause) {
        this(problem, fix, 2, cause);
    }

    /** @param exitCode 2 for wrong use or bad input, 1 for a failed job */
    protected UserError(CharSequence problem, CharSequence fix, int exitCode, Throwable cause) {
        super(line(problem, fix).toString(), cause);
        this.problem = Phrase.of(problem);
        this.fix = Phrase.of(fix);
        this.exitCode = exitCode;
    }

    /** A job that could not be done although it was asked for rightly (no GPU, a full disk): exit code 1. */
    public static UserError failedJob(CharSequence problem, CharSequence fix, Throwable cause) {
        return new UserError(problem, fix, 1, cause);
    }

    /** The same mistake in other words, such as with the name of the file; its exit code and its fix stay. */
    public UserError restated(CharSequence otherProblem) {
        return new UserError(otherProblem, fix, exitCode, this);
    }

    private static Phrase line(CharSequence problem, CharSequence fix) {
        return Phrase.of(
                Objects.requireNonNull(problem, "problem is null"), "; ", Objects.requireNonNull(fix, "fix is null"));
    }

    public Phrase problem() {
        return problem;
    }

    public Phrase fix() {
        return fix;
    }

    /** Problem and fix on one line, settings called as the reader knows them. */
    public String message(Function<Setting, String> names) {
        return line(problem, fix).text(names);
    }

    public int exitCode() {
        return exitCode;
    }
}
