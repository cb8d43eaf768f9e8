package gatewise.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.cuda.CudaProbe.DeviceCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CudaCheckTest {
    private static final CudaBuild CUDA = new CudaBuild(
            "d",
            "11.6",
            Map.of(
                    "linux-x86_64", capabilities("3.7 5.0 5.2 6.0 6.1 7.0 7.5 8.0 8.6"),
                    "windows-x86_64", capabilities("5.0 5.2 6.1 7.5 8.6")));

    private final FakeProbe probe = new FakeProbe();

    @ParameterizedTest
    @ValueSource(strings = {"3.7", "5.2", "5.3", "6.2", "7.2", "7.5", "8.0", "8.6", "8.7", "8.9"})
    void runsOnWhatLinuxCarries(String capability) {
        probe.capability = capability;
        CudaFinding finding = examine("linux-x86_64");
        assertThat(finding.problem()).isEmpty();
        assertThat(finding.gpu().orElseThrow().capability()).hasToString(capability);
        assertThat(probe.loaded)
                .containsExactly(
                        "org.bytedeco.cuda.global.cublas", "org.bytedeco.cuda.global.cusolver", CudaCheck.ND4J);
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, 3.5",
        "linux-x86_64, 9.0",
        "linux-x86_64, 12.0",
        "windows-x86_64, 3.7",
        "windows-x86_64, 6.0",
        "windows-x86_64, 7.0",
        "windows-x86_64, 8.0"
    })
    void refusesWhatTheNativesDoNotCarry(String platform, String capability) {
        probe.capability = capability;
        CudaFinding finding = examine(platform);
        assertThat(finding.gpu()).isPresent();
        assertThat(message(finding))
                .startsWith("Fake GPU has compute capability " + capability + ", but")
                .contains("8.6 only (" + platform + "); choose another GPU")
                .contains("CPU build");
        assertThat(probe.loaded).isEmpty();
    }

    @Test
    void namesTheMissingDriver() {
        probe.counting = missing("libcuda.so.1");
        assertThat(message(examine("linux-x86_64")))
                .startsWith("no NVIDIA driver (libcuda.so.1 not found); install NVIDIA's driver 510.39.01");
    }

    @Test
    void namesTheMissingRuntime() {
        probe.counting = missing("libcudart.so.11.0");
        assertThat(message(examine("linux-x86_64")))
                .isEqualTo("CUDA's library libcudart.so.11.0 is not found; install the CUDA 11.6 toolkit"
                        + " or rebuild with -Pcuda -Dcuda.redist, which bundles it");
    }

    @Test
    void namesBothWhereWindowsNamesNone() {
        probe.counting = new UnsatisfiedLinkError("C:\\x\\jnicudart.dll: Can't find dependent libraries");
        assertThat(message(examine("windows-x86_64")))
                .startsWith("CUDA's library cudart64_110.dll, or the driver's nvcuda.dll, is not found; install");
    }

    @Test
    void tellsNativesThatWereNeverOnTheClassPathFromAMissingDriver() {
        probe.counting = new UnsatisfiedLinkError("Could not find jnicudart in class, module, and library paths.");
        assertThat(message(examine("linux-x86_64")))
                .startsWith("no natives of CUDA's Java binding for linux-x86_64 on the class path; build on");
    }

    @ParameterizedTest
    @CsvSource({
        "35, 0, NVIDIA's driver is too old for CUDA 11.6; install NVIDIA's driver 510.39.01",
        "34, 0, the libcuda that was found is the toolkit's stub",
        "100, 0, 'NVIDIA''s driver is there, but it shows no GPU; check that nvidia-smi lists one'",
        "0, 0, 'NVIDIA''s driver is there, but it shows no GPU; check'",
        "803, 0, NVIDIA's driver and its libraries are of different versions; restart",
        "999, 0, CUDA answers with error 999 (words of CUDA); check that nvidia-smi"
    })
    void saysWhatTheRuntimeAnswered(int status, int devices, String expected) {
        probe.answer = new DeviceCount(status, "words of CUDA", devices);
        assertThat(message(examine("linux-x86_64"))).startsWith(expected);
    }

    @Test
    void saysWhyADeviceThatIsThereDoesNotAnswer() {
        probe.describing = new IllegalStateException("CUDA answers with error 46 (all devices are busy)");
        assertThat(message(examine("linux-x86_64")))
                .startsWith("CUDA answers with error 46 (all devices are busy); check with nvidia-smi");
    }

    @ParameterizedTest
    @CsvSource({
        "org.bytedeco.cuda.global.cublas, libcublas.so.11",
        "org.bytedeco.cuda.global.cublas, libcublasLt.so.11",
        "org.bytedeco.cuda.global.cusolver, libcusparse.so.11"
    })
    void namesTheMissingToolkitLibrary(String className, String library) {
        probe.failing = className;
        probe.loading = missing(library);
        CudaFinding finding = examine("linux-x86_64");
        assertThat(message(finding)).startsWith("CUDA's library " + library + " is not found; install the CUDA 11.6");
        assertThat(finding.gpu()).isPresent();
    }

    @Test
    void namesTheBindingWhereWindowsNamesNoLibrary() {
        probe.failing = "org.bytedeco.cuda.global.cusolver";
        probe.loading = new UnsatisfiedLinkError("jnicusolver.dll: Can't find dependent libraries");
        assertThat(message(examine("windows-x86_64"))).startsWith("CUDA's library cusolver is not found");
    }

    @Test
    void reportsNativesOfNd4jThatCannotBeUnpacked() {
        probe.failing = CudaCheck.ND4J;
        probe.loading = new UnsatisfiedLinkError("java.io.IOException: No space left on device");
        assertThat(message(examine("linux-x86_64"))).startsWith("cannot unpack the natives of ND4J's CUDA backend (");
    }

    @Test
    void asksNothingOnAPlatformWithoutNatives() {
        probe.counting = new LinkageError("asked");
        assertThat(message(examine("macosx-arm64")))
                .isEqualTo("ND4J's CUDA backend has no natives for macosx-arm64; use the CPU build"
                        + " (mvn clean package); natives exist for linux-x86_64 and windows-x86_64");
    }

    @Test
    void readsCudasVersionNumbers() {
        assertThat(RuntimeProbe.dotted(11060)).isEqualTo("11.6");
        assertThat(RuntimeProbe.dotted(12010)).isEqualTo("12.1");
    }

    private CudaFinding examine(String platform) {
        return new CudaCheck(CUDA, platform, probe).examine();
    }

    private static String message(CudaFinding finding) {
        String message = finding.problem().orElseThrow().message();
        assertThat(message).doesNotContain("\n");
        return message;
    }

    private static List<ComputeCapability> capabilities(String text) {
        return List.of(text.split(" ")).stream().map(ComputeCapability::parse).toList();
    }

    /** As JavaCPP reports it: the telling message is the root cause. */
    private static LinkageError missing(String library) {
        Throwable telling = new UnsatisfiedLinkError(
                "/cache/libjni.so: " + library + ": cannot open shared object file: No such file or directory");
        LinkageError missing = new UnsatisfiedLinkError("no jni in java.library.path: /usr/lib");
        missing.initCause(telling);
        return missing;
    }

    private static final class FakeProbe implements CudaProbe {
        private final List<String> loaded = new ArrayList<>();
        private DeviceCount answer = new DeviceCount(0, "no error", 1);
        private String capability = "8.6";
        private LinkageError counting;
        private RuntimeException describing;
        private String failing = "";
        private LinkageError loading;

        @Override
        public DeviceCount countDevices() {
            if (counting != null) {
                throw counting;
            }
            return answer;
        }

        @Override
        public Gpu describe(int device) {
            if (describing != null) {
                throw describing;
            }
            return new Gpu(
                    "Fake GPU",
                    ComputeCapability.parse(capability),
                    new Gpu.Memory(7L << 30, 8L << 30),
                    new Gpu.Versions("510.39.01", "11.6", "11.6"));
        }

        @Override
        public void load(String className) {
            if (className.equals(failing)) {
                throw loading;
            }
            loaded.add(className);
        }
    }
}
