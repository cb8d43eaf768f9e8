package gatewise.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.backend.Backend;
import gatewise.backend.Check;
import gatewise.backend.Check.Status;
import gatewise.backend.Examination;
import gatewise.backend.Problem;
import gatewise.testing.FakeBackend;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    @Test
    void oneFailureKeepsTrainingFromRunningAndAWarningDoesNot() {
        Check ok = Check.ok("a", "fine");
        assertThat(new Diagnosis(List.of(ok, Check.warn("b", "so so", "mend"))).trainingWouldRun())
                .isTrue();
        assertThat(new Diagnosis(List.of(ok, Check.fail("c", "bad", "mend"))).trainingWouldRun())
                .isFalse();
    }

    @Test
    void whatIsNotWellNamesItsFix() {
        assertThatThrownBy(() -> Check.warn("b", "so so", " ")).hasMessageContaining("names no fix");
    }

    @ParameterizedTest
    @CsvSource({"11, FAIL", "16, FAIL", "17, OK", "25, OK"})
    void needsJava17(int version, Status expected) {
        assertThat(Diagnosis.java(version, "someone").status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({", OK", "1, OK", "4, OK", "5, WARN", "0, WARN", "many, WARN"})
    void warnsOfAnUnwiseNumberOfThreads(String setting, Status expected) {
        assertThat(Diagnosis.threads(setting, 4).status()).isEqualTo(expected);
    }

    @Test
    void aBackendThatCannotRunFailsWithItsFixAndStillShowsItsDevices() {
        Check device = Check.ok("GPU", "Some GPU, compute capability 9.0");
        Problem problem = new Problem("too new", "take another", null);
        Backend backend = new FakeBackend("cuda", "for a GPU", Examination.unusable(List.of(device), problem));
        assertThat(Diagnosis.backend(backend))
                .containsExactly(
                        Check.ok("backend", "cuda: for a GPU"),
                        device,
                        Check.fail("usable", "too new", "take another"));
    }

    @Test
    void findsTheBundledData() {
        assertThat(Diagnosis.data(getClass().getClassLoader())).isEqualTo(Check.ok("data", "MNIST, 4 files, 10 MiB"));
        URLClassLoader empty = new URLClassLoader(new URL[0], null);
        assertThat(Diagnosis.data(empty).detail()).isEqualTo("gatewise/mnist/train-images-idx3-ubyte.gz is missing");
        assertThat(Diagnosis.data(empty).status()).isEqualTo(Status.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"1073741823, WARN", "1073741824, OK"})
    void warnsOfLittleRoom(long free, Status expected) {
        assertThat(Diagnosis.memory(1L << 30, free).status()).isEqualTo(expected);
        assertThat(Diagnosis.disk("/cache", free).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1 MiB", "1073741823, 1023 MiB", "1610612736, 1.5 GiB"})
    void printsSizes(long bytes, String expected) {
        assertThat(Diagnosis.size(bytes)).isEqualTo(expected);
    }
}
