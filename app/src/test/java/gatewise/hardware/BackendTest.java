package gatewise.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.UserError;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendTest {
    private static final Map<String, String> BACKEND_CLASSES = Map.of(
            "cpu", "org.nd4j.linalg.cpu.nativecpu.CpuBackend",
            "cuda", "org.nd4j.linalg.jcublas.JCublasBackend");

    private static final BackendDescription CUDA =
            new BackendDescription("cuda", "d", "1", "-Pcuda", Optional.of("11.6"), Optional.empty(), Map.of());

    @Test
    void theClassPathHoldsTheBackendOfTheProfileAlone() {
        String expected = System.getProperty("gatewise.expectedBackend");
        assertThat(Backend.detect().description().name()).isEqualTo(expected);
        assertThat(BACKEND_CLASSES.keySet()).contains(expected);
        BACKEND_CLASSES.forEach((name, className) ->
                assertThat(isPresent(className)).as(className).isEqualTo(name.equals(expected)));
    }

    @Test
    void mavenFillsInTheDescription() {
        BackendDescription description = Backend.detect().description();
        assertThat(description.nd4jVersion()).matches("\\d.*");
        assertThat(description.description()).doesNotContain("${");
    }

    @Test
    void isAskedOnce() {
        assertThat(Backend.detect()).isSameAs(Backend.detect());
    }

    @Test
    void aBackendThatCannotRunIsAFailedJobInOneLine() {
        Throwable cause = new UnsatisfiedLinkError("libcuda");
        Backend backend = new Backend(CUDA, Finding.unusable(new Problem("no driver", "install one", cause)));
        for (Runnable start : new Runnable[] {backend::requireUsable, backend::start}) {
            assertThatThrownBy(start::run)
                    .isInstanceOf(UserError.class)
                    .hasMessage("the cuda backend cannot run here: no driver; install one")
                    .hasCause(cause)
                    .extracting(error -> ((UserError) error).exitCode())
                    .isEqualTo(1);
        }
    }

    @Test
    void aBackendThatRunsPasses() {
        Backend backend = new Backend(CUDA, Finding.usable());
        assertThatCode(backend::requireUsable).doesNotThrowAnyException();
        assertThat(backend.problem()).isEmpty();
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, BackendTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
