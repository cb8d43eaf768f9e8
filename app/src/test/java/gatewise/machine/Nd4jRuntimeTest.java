package gatewise.machine;

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

    /** The setting that a GPU's cap is made with. */
    @Test
    void theLimitOfADeviceStopsAnAllocationPastIt() {
        long limit = Nd4j.getEnvironment().getDeviceCouner(0) + MEBIBYTE;
        Nd4j.getEnvironment().setDeviceLimit(0, limit);
        try {
            assertThatThrownBy(() -> Nd4j.createUninitialized(DataType.FLOAT, MEBIBYTE))
                    .hasMessageContaining("exceeds");
        } finally {
            Nd4j.getEnvironment().setDeviceLimit(0, 0);
        }
        assertThat(Nd4j.createUninitialized(DataType.FLOAT, MEBIBYTE).length()).isEqualTo(MEBIBYTE);
    }
}
