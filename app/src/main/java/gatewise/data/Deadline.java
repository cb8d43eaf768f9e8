package gatewise.data;

import java.io.InterruptedIOException;
import java.time.Duration;

/** A moment until which something may take. */
final class Deadline {
    private final Duration allowed;
    private final long begin = System.nanoTime();

    Deadline(Duration allowed) {
        this.allowed = allowed;
    }

    Duration allowed() {
        return allowed;
    }

    boolean isOver() {
        return System.nanoTime() - begin > allowed.toNanos();
    }

    /** @throws InterruptedIOException if it is over */
    void check() throws InterruptedIOException {
        if (isOver()) {
            throw new InterruptedIOException("it takes too long");
        }
    }
}
