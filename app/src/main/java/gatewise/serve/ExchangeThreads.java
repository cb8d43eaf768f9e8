package gatewise.serve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for the exchanges of an HTTP server, so many and no more. The JDK's server reads a request and writes its answer
 * on the exchange's thread, so that a slow or silent client keeps a thread. When others wait for one, exchanges that wait
 * for their clients are ended, the oldest first, by an interrupt, which closes the connection that a thread waits at.
 */
final class ExchangeThreads implements Executor, AutoCloseable {
    /** More than cores, since most wait for their clients; each may hold a body in memory. */
    static final int MOST = 128;

    /** An exchange gets its thread in about this time, however many came before, and may keep it for as long. */
    private static final long SOON = TimeUnit.SECONDS.toNanos(1);

    private static final long CHECK = TimeUnit.MILLISECONDS.toNanos(20);

    private final ThreadLocal<Exchange> current = new ThreadLocal<>();
    private final Queue<Exchange> running = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(MOST, MOST, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    ExchangeThreads() {
        threads.allowCoreThreadTimeOut(true);
        clock.scheduleWithFixedDelay(this::makeRoom, CHECK, CHECK, TimeUnit.NANOSECONDS);
    }

    /** Part of an exchange. */
    @FunctionalInterface
    interface Part<T> {
        T run() throws IOException;
    }

    @Override
    public void execute(Runnable exchange) {
        threads.execute(() -> {
            Exchange begun = new Exchange();
            current.set(begun);
            running.add(begun);
            try {
                exchange.run();
            } finally {
                begun.stop();
                running.remove(begun);
                current.remove();
            }
        });
    }

    /**
     * Does what takes the server's time, not the client's; it is not interrupted.
     *
     * @throws InterruptedIOException if the exchange has been ended, before or in a part that waits for the client
     */
    <T> T compute(Part<T> part) throws IOException {
        Exchange exchange = current.get();
        exchange.stopWaiting();
        try {
            return part.run();
        } finally {
            exchange.startWaiting();
        }
    }

    /** Waits for the client within a part that computes. */
    <T> T receive(Part<T> part) throws IOException {
        Exchange exchange = current.get();
        exchange.startWaiting();
        try {
            return part.run();
        } finally {
            exchange.stopWaiting();
        }
    }

    /** The more are queued, the shorter each may wait for its client; a request that is sent whole is read in less. */
    private void makeRoom() {
        int queued = threads.getQueue().size();
        int wanted = queued;
        long allowed = SOON * MOST / Math.max(MOST, queued);
        for (Exchange exchange : running) {
            if (wanted > 0 && exchange.end(allowed)) {
                wanted--;
            }
        }
    }

    /** Ends all exchanges. */
    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    /** One that this thread runs; it waits for its client when it begins. */
    private static final class Exchange {
        private final Thread thread = Thread.currentThread();
        private long since = System.nanoTime();
        private boolean waits = true;
        private boolean ended;

        synchronized void startWaiting() {
            waits = true;
            since = System.nanoTime();
        }

        synchronized void stopWaiting() throws InterruptedIOException {
            waits = false;
            if (ended) {
                throw new InterruptedIOException("the client was slow, and others waited for the thread");
            }
        }

        synchronized void stop() {
            waits = false;
        }

        /** Ends it if it has waited for longer than is allowed, in nanoseconds. */
        synchronized boolean end(long allowed) {
            if (ended || !waits || System.nanoTime() - since < allowed) {
                return false;
            }
            ended = true;
            thread.interrupt();
            return true;
        }
    }
}
