package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests leave nothing behind, answered or refused; {@code -Dgatewise.requests=100000} sends as many.
 */
@RequiresBackend
@Tag("alone")
class MemoryTest {
    private static final int WARM_UP = 1_000;
    private static final int REQUESTS = 5_000;
    private static final long HEAP = 8 << 20;
    private static final long DIRECT = 4 << 20;
    private static final long RESIDENT = 128 << 20;
    private static final int PARTS = 10;
    private static final int WARM_PARTS = 3;

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

    /** Of the whole process; 0 where the system does not say it. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    @Test
    void isTheSameAfterThousandsOfRequests() throws Exception {
        int count = Integer.getInteger("gatewise.requests", REQUESTS);
        boolean isLong = count > REQUESTS;
        try (Fixture fixture = new Fixture(folder)) {
            MixedRequests requests = new MixedRequests(fixture);
            requests.send(WARM_UP);
            long heapBefore = heap();
            long directBefore = direct();
            long residentBefore = 0;
            for (int part = 1; part <= PARTS; part++) {
                requests.send(count / PARTS);
                long heap = heap();
                assertThat(heap - heapBefore).isLessThan(HEAP);
                assertThat(direct() - directBefore).isLessThan(DIRECT);
                // What the JVM compiles and reserves as it warms up is no part of it, and takes tens of thousands of
                // requests.
                residentBefore = part <= WARM_PARTS ? Math.max(residentBefore, resident()) : residentBefore;
                if (isLong) {
                    assertThat(resident() - residentBefore).isLessThan(RESIDENT);
                    System.out.printf(
                            Locale.ROOT,
                            "after %d requests: heap %d kB, direct %d kB, resident %d MB%n",
                            part * (count / PARTS),
                            heap >> 10,
                            direct() >> 10,
                            resident() >> 20);
                }
            }
        }
    }
}
