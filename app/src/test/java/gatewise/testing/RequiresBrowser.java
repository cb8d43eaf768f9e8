package gatewise.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For tests that drive a browser: skipped, with the reason, where Debian's Chromium and its driver are not installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresBrowser.Condition.class)
public @interface RequiresBrowser {
    Path CHROMIUM = Path.of("/usr/bin/chromium");
    Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Looks for the files. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            for (Path file : List.of(CHROMIUM, DRIVER)) {
                if (!Files.isExecutable(file)) {
                    return ConditionEvaluationResult.disabled(
                            file + " is missing; install the packages chromium and chromium-driver");
                }
            }
            return ConditionEvaluationResult.enabled("a browser is there");
        }
    }
}
