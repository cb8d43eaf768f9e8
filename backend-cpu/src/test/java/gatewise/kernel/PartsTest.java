package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    @Test
    void runEachPartOnce() {
        AtomicInteger sum = new AtomicInteger();
        Parts.run(50, part -> sum.addAndGet(1 << (part % 8)));
        assertThat(sum).hasValue(6 * 255 + 3);
    }

    /** The caller's own part or a worker's: whichever fails, the others end first. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void endBeforeAFailureIsThrown(int failing) {
        for (Throwable failure : List.of(new IllegalArgumentException("no"), new StackOverflowError("no"))) {
            AtomicInteger done = new AtomicInteger();
            assertThatThrownBy(() -> Parts.run(4, part -> {
                        if (part == failing) {
                            fail(failure);
                        }
                        LockSupport.parkNanos(20_000_000);
                        done.incrementAndGet();
                    }))
                    .isSameAs(failure);
            assertThat(done).hasValue(3);
        }
    }

    @Test
    void waitForAllPartsWhenInterrupted() {
        AtomicInteger done = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Parts.run(3, part -> {
            if (part == 0) {
                caller.interrupt();
                return;
            }
            long until = System.nanoTime() + 50_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            done.incrementAndGet();
        });
        assertThat(done).hasValue(2);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void keepFurtherFailuresAsSuppressed() {
        IntConsumer failing = part -> {
            if (part > 0) {
                throw new AssertionError("part " + part);
            }
        };
        // A worker's own parts run one after the other, because the caller that it works for holds the threads.
        IntConsumer nesting = part -> {
            if (part == 1) {
                Parts.run(4, failing);
            }
        };
        for (ThrowingCallable run :
                List.<ThrowingCallable>of(() -> Parts.run(4, failing), () -> Parts.run(2, nesting))) {
            assertThatThrownBy(run)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("part 1")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly("part 2", "part 3"));
        }
    }
}
