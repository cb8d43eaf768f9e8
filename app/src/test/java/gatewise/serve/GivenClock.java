package gatewise.serve;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test lets time pass, in whose thread all is done that is due. */
final class GivenClock implements Clock {
    private static final Duration TICK = Duration.ofMillis(100);

    private final AtomicLong nanos = new AtomicLong();
    private final List<Repeated> all = new CopyOnWriteArrayList<>();

    private static final class Repeated extends CompletableFuture<Void> {
        private final Duration pause;
        private final Runnable work;
        private long due;

        private Repeated(Duration pause, Runnable work, long due) {
            this.pause = pause;
            this.work = work;
            this.due = due;
        }
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Future<?> every(Duration pause, Runnable work) {
        Repeated repeated = new Repeated(pause, work, nanos() + pause.toNanos());
        all.add(repeated);
        return repeated;
    }

    /** Lets time pass, in steps of a tenth of a second. */
    void pass(Duration time) {
        for (long end = nanos() + time.toNanos(); nanos() < end; ) {
            long now = nanos.addAndGet(TICK.toNanos());
            all.removeIf(Repeated::isCancelled);
            for (Repeated repeated : all) {
                if (repeated.due <= now && !repeated.isCancelled()) {
                    repeated.work.run();
                    repeated.due = now + repeated.pause.toNanos();
                }
            }
        }
    }

    @Override
    public void close() {
        all.clear();
    }
}
