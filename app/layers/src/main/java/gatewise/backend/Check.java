package gatewise.backend;

import static java.util.Objects.requireNonNull;

/**
 * One line of a diagnosis.
 *
 * @param name what was looked at
 * @param status how it stands
 * @param detail what was found
 * @param fix what mends it; empty when there is nothing to mend
 */
public record Check(String name, Status status, String detail, String fix) {
    /** How it stands; only {@link #FAIL} keeps training from running. */
    public enum Status {
        /** As it should be. */
        OK,
        /** Training runs, with less than it could have. */
        WARN,
        /** Training does not run. */
        FAIL
    }

    /**
     * Refuses a warning or failure without a fix with an {@link IllegalArgumentException}.
     *
     * @param name what was looked at
     * @param status how it stands
     * @param detail what was found
     * @param fix what mends it; empty when there is nothing to mend
     */
    public Check {
        requireNonNull(name, "name is null");
        requireNonNull(detail, "detail is null");
        if (status != Status.OK && fix.isBlank()) {
            throw new IllegalArgumentException("check " + name + " is " + status + " and names no fix");
        }
    }

    /**
     * Nothing to mend.
     *
     * @param name what was looked at
     * @param detail what was found
     * @return the line
     */
    public static Check ok(String name, String detail) {
        return new Check(name, Status.OK, detail, "");
    }

    /**
     * Something that could be better.
     *
     * @param name what was looked at
     * @param detail what was found
     * @param fix what mends it
     * @return the line
     */
    public static Check warn(String name, String detail, String fix) {
        return new Check(name, Status.WARN, detail, fix);
    }

    /**
     * Something that keeps training from running.
     *
     * @param name what was looked at
     * @param detail what was found
     * @param fix what mends it
     * @return the line
     */
    public static Check fail(String name, String detail, String fix) {
        return new Check(name, Status.FAIL, detail, fix);
    }
}
