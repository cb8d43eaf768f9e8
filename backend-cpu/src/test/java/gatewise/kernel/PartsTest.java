package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void runEachPartOnce() {
        AtomicInteger sum = new AtomicInteger();
        Parts.run(50, part -> sum.addAndGet(1 << (part % 8)));
        assertThat(sum).hasValue(6 * 255 + 3);
    }

    @Test
    void waitForEachOtherAndThenFail() {
        for (int failing : new int[] {0, 3}) {
            AtomicInteger done = new AtomicInteger();
            assertThatThrownBy(() -> Parts.run(20, part -> {
                        if (part == failing) {
                            throw new IllegalArgumentException("part " + part);
                        }
                        done.incrementAndGet();
                    }))
                    .hasStackTraceContaining("part " + failing);
            assertThat(done).hasValue(19);
        }
    }
}
