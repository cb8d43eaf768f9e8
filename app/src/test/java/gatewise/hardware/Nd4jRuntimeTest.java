package gatewise.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.testing.RequiresBackend;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

@RequiresBackend
class Nd4jRuntimeTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void namesTheBackendThatNd4jChose() {
        String expected =
                System.getProperty("gatewise.expectedBackend").equals("cpu") ? "CpuBackend" : "JCublasBackend";
        assertThat(Nd4jRuntime.describe()).startsWith(expected + ", BLAS ").doesNotContain("null");
    }

    @Test
    void theMemoryLimitStopsAnAllocationPastIt() {
        long limit = Nd4j.getEnvironment().getDeviceCouner(0) + MEBIBYTE;
        Nd4jRuntime.limitDeviceMemory(limit);
        try {
            assertThatThrownBy(() -> Nd4j.createUninitialized(DataType.FLOAT, MEBIBYTE))
                    .hasMessageContaining("exceeds");
        } finally {
            Nd4jRuntime.limitDeviceMemory(0);
        }
        assertThat(Nd4j.createUninitialized(DataType.FLOAT, MEBIBYTE).length()).isEqualTo(MEBIBYTE);
    }

    @Test
    void startingOnAGpuSetsTheCap() {
        BackendDescription cuda =
                new BackendDescription("cuda", "d", "1", "-Pcuda", Optional.of("11.6"), Optional.empty(), Map.of());
        Gpu gpu = new Gpu("Some GPU", new ComputeCapability(8, 6), 10L << 30, 16L << 30, "535.1", "12.2", "11.6");
        try {
            new Backend(cuda, Finding.usable(gpu)).start();
            assertThat(Nd4j.getEnvironment().getDeviceLimit(0)).isEqualTo(Backend.memoryCap(gpu));
        } finally {
            Nd4jRuntime.limitDeviceMemory(0);
        }
    }
}
