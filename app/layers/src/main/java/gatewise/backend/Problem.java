package gatewise.backend;

import static java.util.Objects.requireNonNull;

/** Why a backend cannot run here and what mends it, each part of one line; the cause may be null. */
public record Problem(String reason, String fix, Throwable cause) {
    public Problem {
        requireNonNull(reason, "reason is null");
        requireNonNull(fix, "fix is null");
    }

    /** Reason and fix on one line. */
    public String message() {
        return reason + "; " + fix;
    }
}
