package gatewise.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkMasterTest {
    @Test
    void knowsStandaloneMastersAndClustersInOneProcess() {
        SparkMaster standalone = SparkMaster.parse("spark://node-1.example_2:7077");
        assertThat(standalone.host()).isEqualTo("node-1.example_2");
        assertThat(standalone.port()).isEqualTo(7077);
        assertThat(standalone.isLocal()).isFalse();
        assertThat(SparkMaster.parse("spark://[::1]:1").host()).isEqualTo("[::1]");
        SparkMaster local = SparkMaster.parse("local-cluster[2, 3 ,1024]");
        assertThat(local.workers()).isEqualTo(new SparkMaster.Worker(3, 1024));
        assertThat(local.isLocal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "node1:7077",
                "spark://node1",
                "spark://:7077",
                "spark://node1:7077/",
                "spark://node1:7077,node2:7077",
                "spark://no de:7077",
                "http://node1:8080",
                "yarn",
                "k8s://https://node1:6443",
                "local[2]",
                "local-cluster[0,1,1024]",
                "local-cluster[1,0,1024]",
                "local-cluster[1,1]"
            })
    void refusesWhatIsNone(String url) {
        refuses(() -> SparkMaster.parse(url), "spark " + url + ": expected spark://HOST:PORT; give the URL of");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65536, 70777})
    void refusesPortsThatAreNone(int port) {
        String url = "spark://node1:" + port;
        refuses(
                () -> SparkMaster.parse(url),
                "spark " + url + ": ports are in 1..65535, got " + port + "; give the URL");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(SparkMaster.parse("spark://127.0.0.1:" + port).reach()).isEqualTo("127.0.0.1");
            assertThat(SparkMaster.isRefused("127.0.0.1", port)).isFalse();
        }
        assertThat(SparkMaster.isRefused("127.0.0.1", port)).isTrue();
        assertThat(SparkMaster.isRefused("no-such-host.invalid", port)).isFalse();
        String url = "spark://127.0.0.1:" + port;
        refuses(() -> SparkMaster.parse(url).reach(), "spark " + url + ": nobody listens there (");
        refuses(
                () -> SparkMaster.parse("spark://no-such-host.invalid:7077").reach(),
                "spark spark://no-such-host.invalid:7077: nobody listens there (no such host: no-such-host.invalid); start a standalone master");
    }

    @Test
    void refusesTasksThatNoWorkerCanTake() {
        SparkCluster cluster = new SparkCluster(SparkMaster.parse("spark://node1:7077"), "node2", null);
        List<SparkMaster.Worker> workers = List.of(new SparkMaster.Worker(2, 4096), new SparkMaster.Worker(8, 512));
        cluster.checkThreads(workers, 2);
        refuses(() -> cluster.checkThreads(List.of(), 1), "spark spark://node1:7077: no worker is registered there");
        refuses(
                () -> cluster.checkThreads(workers, 9),
                "threads must be in 1..8 (the cores of the largest worker), got 9");
        refuses(
                () -> cluster.checkThreads(workers, 0),
                "threads must be in 1..8 (the cores of the largest worker), got 0");
        refuses(
                () -> cluster.checkThreads(workers, 3),
                "no worker with 3 cores has 1024 MiB for an executor; start a worker with more memory");
        SparkCluster local = new SparkCluster(SparkMaster.parse("local-cluster[2,1,1024]"), "127.0.0.1", null);
        local.check(1, 0);
        refuses(() -> local.check(2, 0), "threads must be in 1..1");
        refuses(() -> local.check(1, 3), "spark does not go with seconds");
    }

    @Test
    void refusesAClusterWithoutSparkHere() {
        refuses(() -> SparkCluster.of("spark://node1", null, Map.of()), "expected spark://HOST:PORT");
        refuses(() -> SparkCluster.of("spark://node1:7077", null, Map.of()), "SPARK_HOME, which is not set");
    }

    static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    /** It may be on its way back. */
    @Test
    void aMasterThatHasEndedIsTheEndWhenItIsNotBackHalfAMinuteLater() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SparkCluster cluster = new SparkCluster(SparkMaster.parse("spark://127.0.0.1:" + port), "127.0.0.1", null);
        String cause = cluster.idleCause("app-1", null);
        assertThat(cause).isEqualTo("the master has ended");
        assertThat(cluster.idleCause("app-1", "another cause")).isEqualTo(cause);
        assertThatThrownBy(() -> cluster.idleCause("app-1", cause))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining(
                        ": the master has ended, and nothing runs; see that it runs, and give the same command");
    }
}
