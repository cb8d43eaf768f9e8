package gatewise.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Runs the parts of one piece of work beside each other: the caller's thread takes the first, daemon threads the rest. A
 * thread that has no work looks out for more for a moment before it sleeps: the passes of a training step follow each
 * other within less time than it takes to wake a thread.
 */
final class Parts {
    private static final long LOOK_OUT_NANOS = 300_000;

    /** Held by the caller that the threads work for; another caller runs its parts by itself, with the same bits. */
    private static final ReentrantLock IN_USE = new ReentrantLock();

    private static final List<Worker> WORKERS = new ArrayList<>();

    private Parts() {}

    /**
     * Returns or throws when every part has ended, because they write to memory that the caller may free: if any fails,
     * throws what the first of them threw, with the others' suppressed.
     */
    static void run(int parts, IntConsumer work) {
        if (parts > 1 && IN_USE.tryLock()) {
            try {
                runBeside(parts, work);
            } finally {
                IN_USE.unlock();
            }
            return;
        }
        Throwable failure = null;
        for (int part = 0; part < parts; part++) {
            failure = first(failure, attempt(work, part));
        }
        if (failure != null) {
            Parts.<RuntimeException>rethrow(failure);
        }
    }

    private static void runBeside(int parts, IntConsumer work) {
        while (WORKERS.size() < parts - 1) {
            WORKERS.add(new Worker());
        }
        List<Task> tasks = new ArrayList<>();
        for (int part = 1; part < parts; part++) {
            tasks.add(new Task(work, part));
        }
        Throwable failure = null;
        int given = 0;
        try {
            for (; given < tasks.size(); given++) {
                WORKERS.get(given).give(tasks.get(given));
            }
            failure = attempt(work, 0);
        } finally {
            // Allocates nothing, as there may be no memory left: who did not wait would free what the others still
            // read.
            for (int i = 0; i < given; i++) {
                tasks.get(i).await();
            }
        }
        for (Task task : tasks) {
            failure = first(failure, task.failure);
        }
        if (failure != null) {
            Parts.<RuntimeException>rethrow(failure);
        }
    }

    /** What a part threw, or null. */
    private static Throwable attempt(IntConsumer work, int part) {
        try {
            work.accept(part);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static Throwable first(Throwable failure, Throwable other) {
        if (failure == null) {
            return other;
        }
        // The JVM throws the same error twice when memory is too short for another.
        if (other != null && other != failure) {
            failure.addSuppressed(other);
        }
        return failure;
    }

    /** As what it is, an error or one of the exceptions that a part can throw. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable failure) throws T {
        throw (T) failure;
    }

    /** One part of a piece of work, on a thread of its own. */
    private static final class Task implements Runnable {
        private final IntConsumer work;
        private final int part;
        private final Thread caller = Thread.currentThread();
        private Throwable failure;
        private volatile boolean done;

        Task(IntConsumer work, int part) {
            this.work = work;
            this.part = part;
        }

        @Override
        public void run() {
            try {
                failure = attempt(work, part);
            } catch (Throwable e) {
                // The JVM may also throw where compiled code is given up and there is no memory for its objects.
                failure = e;
            } finally {
                done = true;
                LockSupport.unpark(caller);
            }
        }

        /** Waits even when interrupted, because the part writes to memory that the caller may free. */
        void await() {
            boolean interrupted = false;
            long until = System.nanoTime() + LOOK_OUT_NANOS;
            while (!done && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            while (!done) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                caller.interrupt();
            }
        }
    }

    private static final class Worker implements Runnable {
        private final AtomicReference<Runnable> given = new AtomicReference<>();
        private final Thread thread = new Thread(this, "recurrent-kernel");
        private volatile boolean sleeping;

        Worker() {
            thread.setDaemon(true);
            thread.start();
        }

        void give(Runnable task) {
            given.set(task);
            if (sleeping) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            while (true) {
                try {
                    next().run();
                } catch (OutOfMemoryError e) {
                    // The part has told its caller; who waits for this thread next must find it.
                    continue;
                }
            }
        }

        private Runnable next() {
            long until = System.nanoTime() + LOOK_OUT_NANOS;
            while (true) {
                Runnable task = given.getAndSet(null);
                if (task != null) {
                    return task;
                }
                if (System.nanoTime() < until) {
                    Thread.onSpinWait();
                } else {
                    sleeping = true;
                    if (given.get() == null) {
                        LockSupport.park(this);
                    }
                    sleeping = false;
                }
            }
        }
    }
}
