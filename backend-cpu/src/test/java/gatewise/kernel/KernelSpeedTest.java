package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelSpeedTest {
    @Test
    void choosesTheVectorKernelsOnlyWhereTheyAre() {
        assertThat(KernelKind.OPENBLAS.obstacle()).isEmpty();
        Optional<String> obstacle = KernelKind.VECTOR.obstacle();
        if (obstacle.isPresent()) {
            assertThat(KernelSpeed.vectorIsFaster()).isFalse();
            assertThat(KernelSpeed.finding()).isEqualTo("by OpenBLAS: " + obstacle.get());
        } else {
            assertThat(KernelSpeed.finding())
                    .matches((KernelSpeed.vectorIsFaster()
                                    ? "by the Vector API, \\d+\\.\\d\\d times as fast as by OpenBLAS"
                                    : "by OpenBLAS; by the Vector API \\d+\\.\\d\\d times as fast")
                            + "; single sequences by the Vector API");
        }
    }

    @Test
    void decidesOnce() {
        boolean first = KernelSpeed.vectorIsFaster();
        String finding = KernelSpeed.finding();
        assertThat(KernelSpeed.vectorIsFaster()).isEqualTo(first);
        assertThat(KernelSpeed.finding()).isEqualTo(finding);
    }
}
