package gatewise.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.layer.Gru;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;

class BackendTest {

    private record Fake(String name) implements Backend {
        @Override
        public String description() {
            return "a fake";
        }

        @Override
        public Examination examine() {
            return Examination.usable(List.of());
        }

        @Override
        public void start() {}
    }

    @Test
    void aClassPathWithoutBackendIsRefused() {
        assertThatThrownBy(Backend::onClassPath)
                .isInstanceOf(BackendException.class)
                .hasMessage("no backend on the class path, expected exactly one; have one backend of Gatewise there");
    }

    @Test
    void aClassPathWithTwoIsRefused() {
        assertThatThrownBy(() -> Backend.only(List.of(new Fake("cpu"), new Fake("cuda"))))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith("2 backends (cpu, cuda) on the class path, expected exactly one; have one");
    }

    @Test
    void oneIsTaken() {
        assertThat(Backend.only(List.of(new Fake("cpu"))).name()).isEqualTo("cpu");
    }

    @Test
    void withoutBackendAProgramKeepsItsConfiguration() {
        MultiLayerConfiguration portable = new NeuralNetConfiguration.Builder()
                .list(new Gru.Builder().nIn(2).nOut(3).build())
                .build();
        assertThat(Acceleration.of(portable)).isSameAs(portable);
    }

    @Test
    void aProblemIsThrownWithItsCause() {
        Throwable cause = new UnsatisfiedLinkError("x");
        Examination examination = Examination.unusable(List.of(), new Problem("no driver", "install one", cause));
        assertThatThrownBy(examination::requireUsable)
                .isInstanceOf(BackendException.class)
                .hasMessage("no driver; install one")
                .hasCause(cause);
    }
}
