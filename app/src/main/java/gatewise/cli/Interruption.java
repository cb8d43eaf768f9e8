package gatewise.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While open, Ctrl-C (and a polite kill) asks for an end and then waits for {@link #close()} before the JVM ends. */
final class Interruption implements AutoCloseable {
    private static final long MOST_SECONDS = 120;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    Interruption(Runnable ask) {
        hook = new Thread(
                () -> {
                    happened = true;
                    ask.run();
                    asked.countDown();
                    awaitClose();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean happened() {
        return happened;
    }

    /** Waits until it happens; an interrupt of this thread ends the wait, too. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitClose() {
        try {
            closed.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                happened = true; // the JVM began to end just now
            }
        }
    }
}
