package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests leave nothing behind, answered or refused. */
@RequiresBackend
@Tag("alone")
class MemoryTest {
    private static final int WARM_UP = 1_000;
    private static final int REQUESTS = 5_000;
    private static final long HEAP = 8 << 20;
    private static final long DIRECT = 4 << 20;

    @TempDir
    Path folder;

    static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Test
    void isTheSameAfterThousandsOfRequests() throws Exception {
        Random random = new Random(1);
        try (Fixture fixture = new Fixture(folder)) {
            MixedRequests.send(fixture, WARM_UP, random);
            long heapBefore = heap();
            long directBefore = direct();
            MixedRequests.send(fixture, REQUESTS, random);
            assertThat(heap() - heapBefore).isLessThan(HEAP);
            assertThat(direct() - directBefore).isLessThan(DIRECT);
        }
    }
}
