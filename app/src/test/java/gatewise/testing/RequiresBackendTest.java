package gatewise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.backend.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class RequiresBackendTest {
    private static final Problem PROBLEM = new Problem("no NVIDIA driver", "install one", null);

    @Test
    void skipsForAGpuBackendThatCannotRunAndSaysWhy() {
        ConditionEvaluationResult result = RequiresBackend.Condition.result("cuda", Optional.of(PROBLEM));
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("the cuda backend cannot run here: no NVIDIA driver; install one");
    }

    @Test
    void runsWhereTheBackendRuns() {
        assertThat(RequiresBackend.Condition.result("cuda", Optional.empty()).isDisabled())
                .isFalse();
    }

    @Test
    void neverSkipsForACpu() {
        assertThat(RequiresBackend.Condition.result("cpu", Optional.of(PROBLEM)).isDisabled())
                .isFalse();
    }
}
