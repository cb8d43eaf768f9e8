package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpPortTest {
    @Test
    void whatClientsMayTakeIsBoundedByTimeAndMemory() {
        OpenConnections.Limits limits = HttpPort.limits();
        assertThat(limits.receiving()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.sending()).isEqualTo(Duration.ofMinutes(5));
        assertThat(limits.bytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 8);
        assertThat(limits.connections()).isBetween(1, 8192);
    }
}
