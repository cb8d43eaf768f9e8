package gatewise.backend;

import static java.util.Objects.requireNonNull;

/**
 * One line of a diagnosis.
 *
 * @param fix what mends it; empty when there is nothing to mend
 */
public record Check(String name, Status status, String detail, String fix) {
    /** How it stands; only {@link #FAIL} keeps training from running. */
    public enum Status {
        OK,
        WARN,
        FAIL
    }

    public Check {
        requireNonNull(name, "name is null");
        requireNonNull(detail, "detail is null");
        if (status != Status.OK && fix.isBlank()) {
            throw new IllegalArgumentException("check " + name + " is " + status + " and names no fix");
        }
    }

    public static Check ok(String name, String detail) {
        return new Check(name, Status.OK, detail, "");
    }

    public static Check warn(String name, String detail, String fix) {
        return new Check(name, Status.WARN, detail, fix);
    }

    public static Check fail(String name, String detail, String fix) {
        return new Check(name, Status.FAIL, detail, fix);
    }
}
