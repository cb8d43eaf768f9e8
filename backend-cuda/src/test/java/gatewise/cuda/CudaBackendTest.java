package gatewise.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.backend.Backend;
import gatewise.backend.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class CudaBackendTest {
    private static Gpu gpu(String capability, String runtime) {
        return new Gpu(
                "Some GPU",
                ComputeCapability.parse(capability),
                new Gpu.Memory(10L << 30, 16L << 30),
                new Gpu.Versions("535.1", "12.2", runtime));
    }

    @Test
    void isTheOneThatIsFound() {
        assertThat(Backend.onClassPath()).isInstanceOf(CudaBackend.class);
        assertThat(Backend.onClassPath().name()).isEqualTo("cuda");
        assertThat(Backend.onClassPath().accelerator()).isEmpty();
    }

    @Test
    void showsWhatItKnowsOfAGpu() {
        assertThat(CudaBackend.checks(gpu("8.6", "11.6")))
                .containsExactly(
                        Check.ok("GPU", "Some GPU, compute capability 8.6"),
                        Check.ok("CUDA", "driver 535.1 (serves CUDA 12.2), runtime 11.6"),
                        Check.ok("GPU memory", "10.0 GiB free of 16.0 GiB, grows on demand up to 9.0 GiB"));
    }

    @ParameterizedTest
    @CsvSource({
        "8.9, 11.6, WARN",
        "8.9, 11.7, WARN",
        "8.9, 11.8, OK",
        "8.9, unknown, OK",
        "8.6, 11.6, OK",
        "8.0, 11.6, OK",
        "9.0, 11.6, OK"
    })
    void warnsOfAGpuThatIsNewerThanTheLibraries(String capability, String runtime, Check.Status expected) {
        Check check = CudaBackend.checks(gpu(capability, runtime)).get(0);
        assertThat(check.status()).isEqualTo(expected);
        assertThat(check.detail()).startsWith("Some GPU, compute capability " + capability);
        if (expected == Check.Status.WARN) {
            assertThat(check.detail()).contains("CUDA " + runtime + "'s libraries hold no code made for it");
            assertThat(check.fix()).contains("-Pcuda -Dcuda.redist", "CUDA 11.8");
        }
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
