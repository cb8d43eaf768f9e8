package gatewise.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

    /** Returns when every part is done; if any fails, throws what the first of them threw. */
    static void run(int parts, IntConsumer work) {
        if (parts > 1 && IN_USE.tryLock()) {
            try {
                runBeside(parts, work);
            } finally {
                IN_USE.unlock();
            }
            return;
        }
        RuntimeException failure = null;
        for (int part = 0; part < parts; part++) {
            failure = attempt(work, part, failure);
        }
        rethrow(failure);
    }

    private static void runBeside(int parts, IntConsumer work) {
        while (WORKERS.size() < parts - 1) {
            WORKERS.add(new Worker());
        }
        List<Task> tasks = new ArrayList<>();
        for (int part = 1; part < parts; part++) {
            Task task = new Task(work, part);
            tasks.add(task);
            WORKERS.get(part - 1).give(task);
        }
        RuntimeException failure = attempt(work, 0, null);
        for (Task task : tasks) {
            RuntimeException other = task.await();
            failure = failure == null ? other : failure;
        }
        rethrow(failure);
    }

    private static RuntimeException attempt(IntConsumer work, int part, RuntimeException earlier) {
        try {
            work.accept(part);
            return earlier;
        } catch (RuntimeException e) {
            return earlier == null ? e : earlier;
        }
    }

    private static void rethrow(RuntimeException failure) {
        if (failure != null) {
            throw failure;
        }
    }

    /** One part of a piece of work, on a thread of its own. */
    private static final class Task implements Runnable {
        private final IntConsumer work;
        private final int part;
        private final CountDownLatch done = new CountDownLatch(1);
        private RuntimeException failure;

        Task(IntConsumer work, int part) {
            this.work = work;
            this.part = part;
        }

        @Override
        public void run() {
            try {
                failure = attempt(work, part, null);
            } catch (Error e) {
                failure = new IllegalStateException("a part failed", e);
            } finally {
                done.countDown();
            }
        }

        /** Waits even when interrupted, because the part writes to memory that the caller may free. */
        RuntimeException await() {
            boolean interrupted = false;
            long until = System.nanoTime() + LOOK_OUT_NANOS;
            while (done.getCount() > 0 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            while (done.getCount() > 0) {
                try {
                    done.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return failure;
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
                next().run();
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
