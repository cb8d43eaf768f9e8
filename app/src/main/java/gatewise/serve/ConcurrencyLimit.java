package gatewise.serve;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Does heavy work one at a time, so that much of it takes neither the memory nor the threads of the rest. */
final class ConcurrencyLimit {
    private final Semaphore turn = new Semaphore(1, true);
    private final int mostWaiting;
    private final int seconds;

    /**
     * @param mostWaiting so many may wait for their turn
     * @param seconds that they wait for it
     */
    ConcurrencyLimit(int mostWaiting, int seconds) {
        this.mostWaiting = mostWaiting;
        this.seconds = seconds;
    }

    /** @throws Refusal (503) if it is not this work's turn soon */
    <T> T run(Supplier<T> work) {
        if (turn.getQueueLength() >= mostWaiting || !turnComes()) {
            throw Refusal.busy(seconds);
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    private boolean turnComes() {
        try {
            return turn.tryAcquire(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
