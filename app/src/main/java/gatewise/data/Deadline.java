package gatewise.data;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment until which something may take; it comes at once when nobody waits for it any more. */
public final class Deadline {
    private final Duration allowed;
    private final BooleanSupplier unwanted;
    private final long begin = System.nanoTime();

    /** Counts from now on. */
    public Deadline(Duration allowed) {
        this(allowed, () -> false);
    }

    /**
     * Counts from now on.
     *
     * @param unwanted whether it is over before its time; asked often, on whichever thread works
     */
    public Deadline(Duration allowed, BooleanSupplier unwanted) {
        this.allowed = allowed;
        this.unwanted = unwanted;
    }

    Duration allowed() {
        return allowed;
    }

    boolean isOver() {
        return unwanted.getAsBoolean() || System.nanoTime() - begin > allowed.toNanos();
    }

    /** @throws InterruptedIOException if it is over */
    void check() throws InterruptedIOException {
        if (isOver()) {
            throw new InterruptedIOException("it takes too long");
        }
    }
}
