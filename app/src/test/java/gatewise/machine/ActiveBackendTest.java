package gatewise.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.backend.Backend;
import gatewise.backend.Check;
import gatewise.backend.Examination;
import gatewise.backend.Problem;
import gatewise.io.UserError;
import gatewise.testing.FakeBackend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActiveBackendTest {
    private static final Map<String, String> BACKEND_CLASSES = Map.of(
            "cpu", "org.nd4j.linalg.cpu.nativecpu.CpuBackend",
            "cuda", "org.nd4j.linalg.jcublas.JCublasBackend");

    @Test
    void theClassPathHoldsTheBackendOfTheProfileAlone() {
        String expected = System.getProperty("gatewise.expectedBackend");
        assertThat(ActiveBackend.get().name()).isEqualTo(expected);
        assertThat(BACKEND_CLASSES.keySet()).contains(expected);
        BACKEND_CLASSES.forEach((name, className) ->
                assertThat(isPresent(className)).as(className).isEqualTo(name.equals(expected)));
    }

    @Test
    void mavenFillsInTheDescription() {
        assertThat(ActiveBackend.get().description()).contains("ND4J").doesNotContain("${");
    }

    @Test
    void isFoundOnce() {
        assertThat(ActiveBackend.get()).isSameAs(ActiveBackend.get());
    }

    @Test
    void aBackendThatCannotRunIsAFailedJobInOneLine() {
        Throwable cause = new UnsatisfiedLinkError("libcuda");
        Problem problem = new Problem("no driver", "install one", cause);
        Backend backend = new FakeBackend("cuda", "d", Examination.unusable(List.of(), problem));
        for (Runnable start :
                List.<Runnable>of(() -> ActiveBackend.requireUsable(backend), () -> ActiveBackend.start(backend))) {
            assertThatThrownBy(start::run)
                    .hasMessage("the cuda backend cannot run here: no driver; install one")
                    .hasCause(cause)
                    .isInstanceOfSatisfying(UserError.class, error -> {
                        assertThat(error.fix()).hasToString("install one");
                        assertThat(error.exitCode()).isEqualTo(1);
                    });
        }
    }

    @Test
    void aBackendThatRunsPasses() {
        Backend backend = new FakeBackend("cuda", "d", Examination.usable(List.of()));
        assertThatCode(() -> ActiveBackend.start(backend)).doesNotThrowAnyException();
    }

    @Test
    void saysOnceWhatABackendWarnsOf() {
        Check warning = Check.warn("GPU", "newer than its libraries", "take newer ones");
        Backend backend = new FakeBackend(
                "cuda", "d", Examination.usable(List.of(Check.ok("CUDA", "a driver that serves it"), warning)));
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            ActiveBackend.start(backend);
            ActiveBackend.start(backend);
        } finally {
            System.setErr(before);
        }
        assertThat(written.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .contains("GPU: newer than its libraries; take newer ones");
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, ActiveBackendTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
