package gatewise.testing;

import gatewise.backend.Problem;
import gatewise.machine.ActiveBackend;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For tests that touch ND4J: skipped, with the reason, where this build's backend cannot run, as a GPU's without a GPU. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RequiresBackend.Condition.class)
public @interface RequiresBackend {
    /** Asks the backend. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return result(
                    ActiveBackend.get().name(), ActiveBackend.get().examine().problem());
        }

        /** A CPU build that cannot run is a failure to be seen, not to be skipped. */
        static ConditionEvaluationResult result(String backend, Optional<Problem> problem) {
            return problem.isPresent() && backend.equals("cuda")
                    ? ConditionEvaluationResult.disabled(
                            "the cuda backend cannot run here: " + problem.get().message())
                    : ConditionEvaluationResult.enabled("the " + backend + " backend is to run here");
        }
    }
}
