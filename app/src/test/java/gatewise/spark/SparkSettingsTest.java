package gatewise.spark;

import static gatewise.spark.SparkMasterTest.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkSettingsTest {
    private static final SparkMaster MASTER = SparkMaster.parse("spark://node1:7077");

    @TempDir
    Path home;

    private String before;

    @BeforeEach
    void install() throws Exception {
        Path lib = Files.createDirectory(home.resolve("lib"));
        for (String jar : new String[] {"gatewise-app.jar", "javacpp.jar", "logback-core.jar", "slf4j-api.jar"}) {
            Files.createFile(lib.resolve(jar));
        }
        before = System.setProperty("gatewise.home", home.toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("spark.executor.memory");
        System.clearProperty("spark.executor.heartbeatInterval");
        if (before == null) {
            System.clearProperty("gatewise.home");
        } else {
            System.setProperty("gatewise.home", before);
        }
    }

    @Test
    void aTaskHasAnExecutorForItself() {
        Map<String, String> settings = SparkSettings.of(new SparkCluster(MASTER, "10.0.0.7", null), 3, Map.of());
        assertThat(settings)
                .containsEntry("spark.master", "spark://node1:7077")
                .containsEntry("spark.task.cpus", "3")
                .containsEntry("spark.executor.cores", "3")
                .containsEntry("spark.driver.host", "10.0.0.7")
                .containsEntry("spark.executor.userClassPathFirst", "true");
        assertThat(settings.get("spark.jars").split(","))
                .containsExactly(
                        home.resolve("lib/gatewise-app.jar").toUri().toString(),
                        home.resolve("lib/javacpp.jar").toUri().toString());
    }

    @Test
    void anExecutorHasAGpuForItselfWhereTheBackendIsCudas() throws Exception {
        SparkCluster cluster = new SparkCluster(MASTER, "10.0.0.7", null);
        assertThat(SparkSettings.of(cluster, 1, Map.of())).doesNotContainKey("spark.executor.resource.gpu.amount");
        Files.createFile(home.resolve("lib/nd4j-cuda-12.9-1.0.0.jar"));
        assertThat(SparkSettings.of(cluster, 1, Map.of()))
                .containsEntry("spark.executor.resource.gpu.amount", "1")
                .containsEntry("spark.task.resource.gpu.amount", "1");
    }

    @Test
    void executorsSayHowFarTheyAreUnlessTheUserBoundsThat() {
        SparkCluster cluster = new SparkCluster(MASTER, "10.0.0.7", null);
        assertThat(SparkSettings.of(cluster, 1, Map.of()))
                .containsEntry("spark.executor.heartbeatInterval", "2s")
                .containsEntry("spark.executor.heartbeat.maxFailures", "300");
        System.setProperty("spark.executor.heartbeatInterval", "20s");
        assertThat(SparkSettings.of(cluster, 1, Map.of()))
                .doesNotContainKeys("spark.executor.heartbeatInterval", "spark.executor.heartbeat.maxFailures");
    }

    @Test
    void takesJarsWhereWorkersHaveThem() {
        Map<String, String> settings =
                SparkSettings.of(new SparkCluster(MASTER, "10.0.0.7", "/opt/gatewise/lib"), 1, Map.of());
        assertThat(settings)
                .containsEntry(
                        "spark.jars", "local:/opt/gatewise/lib/gatewise-app.jar,local:/opt/gatewise/lib/javacpp.jar");
    }

    @Test
    void handsVariablesOnAndLeavesTheAddressToTheUser() {
        Map<String, String> settings = SparkSettings.of(
                new SparkCluster(MASTER, "10.0.0.7", null),
                1,
                Map.of("SPARK_LOCAL_IP", "10.0.0.8", "OPENBLAS_CORETYPE", "SkylakeX", "HOME", "/root"));
        assertThat(settings)
                .containsEntry("spark.executorEnv.OPENBLAS_CORETYPE", "SkylakeX")
                .doesNotContainKeys("spark.driver.host", "spark.executorEnv.HOME");
    }

    @ParameterizedTest
    @CsvSource({"512m, 512", "2g, 2048", "1500, 1500", "3GB, 3072"})
    void readsTheMemoryOfAnExecutor(String said, int expected) {
        assertThat(SparkSettings.executorMemory()).isEqualTo(1024);
        System.setProperty("spark.executor.memory", said);
        assertThat(SparkSettings.executorMemory()).isEqualTo(expected);
        System.setProperty("spark.executor.memory", "much");
        refuses(SparkSettings::executorMemory, "spark.executor.memory=much is no size; give it such as 2g");
    }
}
