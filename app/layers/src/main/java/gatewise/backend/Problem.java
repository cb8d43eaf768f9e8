package gatewise.backend;

import static java.util.Objects.requireNonNull;

/**
 * Why a backend cannot run here and what mends it.
 *
 * @param reason one line, without a full stop
 * @param fix what to do about it, one line
 * @param cause what was thrown, or null
 */
public record Problem(String reason, String fix, Throwable cause) {
    /**
     * Refuses a null reason or fix with a {@link NullPointerException}.
     *
     * @param reason one line, without a full stop
     * @param fix what to do about it, one line
     * @param cause what was thrown, or null
     */
    public Problem {
        requireNonNull(reason, "reason is null");
        requireNonNull(fix, "fix is null");
    }

    /** {@return reason and fix on one line} */
    public String message() {
        return reason + "; " + fix;
    }
}
