package gatewise.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.MemoryShortage;
import gatewise.io.UserError;
import gatewise.machine.Cpu;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static RuntimeException comesBack(Throwable e) {
        return Failure.in(Failure.of(e).files()).orElseThrow().exception();
    }

    @Test
    void aUsersErrorComesBackAsSuchAndABugWithItsTrace() {
        assertThat(Failure.in(Map.of("result.json", new byte[0]))).isEmpty();
        assertThat(comesBack(new UserError("a problem", "its fix")))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage("a problem; its fix");
        assertThat(comesBack(UserError.failedJob("a problem", "its fix", null)))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1));
        assertThat(comesBack(new NullPointerException("a bug")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a task failed on an executor:\njava.lang.NullPointerException: a bug\n\tat ");
    }

    @Test
    void tooLittleMemoryComesBackWithWhatMendsItThere() {
        assertThat(comesBack(new OutOfMemoryError("Java heap space")))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageStartingWith(
                        "there is not enough memory on an executor (Java heap space; its heap may take ")
                .hasMessageContaining(
                        "give a smaller network or batch, or allow more with GATEWISE_OPTS='-Dspark.executor.memory=");
        assertThat(comesBack(MemoryShortage.ofTheHeap("9 sequences are too many", "give fewer", null)))
                .hasMessageStartingWith("9 sequences are too many; give a smaller network")
                .hasMessageNotContaining("-Xmx");
        assertThat(comesBack(new StackOverflowError()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a task failed on an executor:\njava.lang.StackOverflowError");
    }

    @Test
    void aProcessorWithoutAvx512DoesNotTakeItsKernels() {
        Map<String, String> asked = Map.of("OPENBLAS_CORETYPE", "SkylakeX");
        StudyWork.checkProcessor(asked, new Cpu(2, "avx2 fma avx512f"));
        StudyWork.checkProcessor(asked, new Cpu(2, "unknown"));
        StudyWork.checkProcessor(Map.of(), new Cpu(2, "avx2 fma"));
        assertThatThrownBy(() -> StudyWork.checkProcessor(asked, new Cpu(2, "avx2 fma")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(" has no AVX-512; set OPENBLAS_CORETYPE=Haswell there");
    }
}
