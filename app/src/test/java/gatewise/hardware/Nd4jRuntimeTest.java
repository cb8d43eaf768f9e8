package gatewise.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.testing.RequiresBackend;
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
}
