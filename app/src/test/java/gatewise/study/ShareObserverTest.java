package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShareObserverTest {
    @Test
    void countsBatchesAndSaysSoNowAndThen() {
        List<Double> told = new ArrayList<>();
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 100); // may be any number, and goes on below 0
        ShareObserver observer = new ShareObserver(4, told::add, nanos::get);
        for (int batch = 1; batch <= 10; batch++) {
            observer.batchDone(1, batch, 10, 0.5, 1000);
            nanos.addAndGet(100_000_000);
        }
        assertThat(told).containsExactly(0.025, 0.1, 0.175, 0.25);
        nanos.addAndGet(1_000_000_000);
        observer.batchDone(4, 5, 10, 0.5, 1000);
        observer.batchDone(4, 10, 10, 0.5, 1000);
        assertThat(told).hasSize(5).endsWith(0.875);
    }
}
