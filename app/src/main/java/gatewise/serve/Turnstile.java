package gatewise.serve;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets heavy work through one at a time, so that a crowd of it takes neither the memory nor the threads of the rest. */
final class Turnstile {
    private final Semaphore place = new Semaphore(1, true);
    private final int queue;
    private final int patience;

    /**
     * @param queue so many may wait
     * @param patience for so many seconds
     */
    Turnstile(int queue, int patience) {
        this.queue = queue;
        this.patience = patience;
    }

    /** @throws Refusal (503) if it is not this work's turn soon */
    <T> T pass(Supplier<T> work) {
        if (place.getQueueLength() >= queue || !enter()) {
            throw Refusal.busy(patience);
        }
        try {
            return work.get();
        } finally {
            place.release();
        }
    }

    private boolean enter() {
        try {
            return place.tryAcquire(patience, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
