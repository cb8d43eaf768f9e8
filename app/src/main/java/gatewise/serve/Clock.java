package gatewise.serve;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time by which clients are watched, and one thread for what is done again and again in it. */
interface Clock extends AutoCloseable {
    /** Nanoseconds since some moment. */
    long nanos();

    /** Does something after each pause, until it is cancelled or the clock is closed. */
    Future<?> every(Duration pause, Runnable work);

    @Override
    void close();

    /** The system's. */
    static Clock ofSystem() {
        return new OfSystem();
    }

    /** What {@link #ofSystem} gives. */
    final class OfSystem implements Clock {
        /** When it has stopped, nobody is watched any more. */
        private final ScheduledExecutorService thread =
                new ScheduledThreadPoolExecutor(1, OfSystem::thread, new ThreadPoolExecutor.DiscardPolicy());

        private OfSystem() {}

        private static Thread thread(Runnable work) {
            Thread thread = new Thread(work, "serve-clock");
            thread.setDaemon(true);
            return thread;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Future<?> every(Duration pause, Runnable work) {
            return thread.scheduleWithFixedDelay(work, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
