package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
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

    @Test
    void aServerThatDoesNotStopIsLeftBehind() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpPort port = new HttpPort(new InetSocketAddress(here, 0), HttpPort.limits());
        CountDownLatch never = new CountDownLatch(1);
        port.start(new Unending(never), (request, response, callback) -> false);
        InetSocketAddress address = port.address();
        assertTimeoutPreemptively(Duration.ofSeconds(30), port::close);
        try (ServerSocket next = new ServerSocket()) {
            next.bind(address);
        }
        never.countDown();
    }

    private static final class Unending extends Handler.Abstract {
        private final CountDownLatch end;

        Unending(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            return false;
        }

        @Override
        protected void doStop() throws Exception {
            end.await();
        }
    }
}
