package gatewise.kernel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs the parts of one piece of work beside each other: the caller's thread takes the first, daemon threads the rest. */
final class Parts {
    private Parts() {}

    /** Made with its first use. Parts never wait for each other, so more parts than threads only queue. */
    private static final class Pool {
        static final ExecutorService THREADS =
                Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), work -> {
                    Thread thread = new Thread(work, "recurrent-kernel");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Returns when every part is done, also if one fails; then throws what the first of them threw. */
    static void run(int parts, IntConsumer work) {
        if (parts == 1) {
            work.accept(0);
            return;
        }
        Future<?>[] others = IntStream.range(1, parts)
                .mapToObj(part -> Pool.THREADS.submit(() -> work.accept(part)))
                .toArray(Future<?>[]::new);
        boolean done = false;
        try {
            work.accept(0);
            done = true;
        } finally {
            RuntimeException failure = null;
            for (Future<?> other : others) {
                failure = join(other, failure);
            }
            if (done && failure != null) {
                throw failure;
            }
        }
    }

    /** Waits even when interrupted, because the part writes to memory that the caller may free. */
    private static RuntimeException join(Future<?> part, RuntimeException earlier) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    part.get();
                    return earlier;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return earlier != null ? earlier : new IllegalStateException("a part failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
