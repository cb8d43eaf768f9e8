package gatewise.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.backend.Backend;
import gatewise.backend.Check;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class CudaBackendTest {
    private static final Gpu GPU = new Gpu(
            "Some GPU",
            new ComputeCapability(9, 0),
            new Gpu.Memory(10L << 30, 16L << 30),
            new Gpu.Versions("535.1", "12.2", "11.6"));

    @Test
    void isTheOneThatIsFound() {
        assertThat(Backend.onClassPath()).isInstanceOf(CudaBackend.class);
        assertThat(Backend.onClassPath().name()).isEqualTo("cuda");
        assertThat(Backend.onClassPath().accelerator()).isEmpty();
    }

    @Test
    void showsWhatItKnowsOfAGpu() {
        assertThat(CudaBackend.checks(GPU))
                .containsExactly(
                        Check.ok("GPU", "Some GPU, compute capability 9.0"),
                        Check.ok("CUDA", "driver 535.1 (serves CUDA 12.2), runtime 11.6"),
                        Check.ok("GPU memory", "10.0 GiB free of 16.0 GiB, grows on demand up to 9.0 GiB"));
    }

    @Test
    void examiningItGivesTheSameAnswerAgain() {
        assertThat(new CudaBackend().examine()).isEqualTo(new CudaBackend().examine());
    }

    @Test
    void startingSetsTheCap() {
        CudaBackend backend = new CudaBackend();
        assumeTrue(backend.examine().problem().isEmpty(), "needs a GPU that the backend runs on");
        backend.start();
        assertThat(Nd4j.getEnvironment().getDeviceLimit(0)).isPositive();
        CudaBackend.limitMemory(0);
    }
}
