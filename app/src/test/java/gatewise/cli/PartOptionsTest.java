package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.study.Part;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PartOptionsTest {
    @Command
    private static final class Options {
        @Mixin
        private final PartOptions part = new PartOptions();
    }

    /** @param environment such as "A=1 B=2"; SLURM_ARRAY_TASK_ is left out where the name is without it */
    private static Part part(String flag, String environment) {
        Options options = new Options();
        new CommandLine(options).parseArgs("--part", flag);
        Map<String, String> variables = environment == null
                ? Map.of()
                : Arrays.stream(environment.split(" "))
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(
                                word -> word[0].startsWith("JOB") ? word[0] : "SLURM_ARRAY_TASK_" + word[0],
                                word -> word[1]));
        return options.part.part(variables).orElseThrow();
    }

    @Test
    void withoutTheFlagTheEnvironmentSaysNothing() {
        assertThat(new PartOptions().part(Map.of("SLURM_ARRAY_TASK_ID", "1", "JOB_COMPLETION_INDEX", "0")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1/1, , 1/1",
        "2/4, , 2/4",
        "007/10000, , 7/10000",
        "3/4, ID=1 COUNT=9 MIN=1, 3/4",
        "auto, ID=1 COUNT=4 MIN=1, 1/4",
        "auto, ID=4 COUNT=4 MIN=1 MAX=4 STEP=1, 4/4",
        "auto, ID=0 COUNT=4 MIN=0, 1/4",
        "auto, ID=3 COUNT=4 MIN=0, 4/4",
        "auto, ID=20 COUNT=3 MIN=10 STEP=5, 3/3",
        "auto/4, ID=2 COUNT=4 MIN=1, 2/4",
        "auto/4, JOB_COMPLETION_INDEX=0, 1/4",
        "auto/4, JOB_COMPLETION_INDEX=3, 4/4",
        "auto, JOB_COMPLETION_INDEX=3 ID=1 COUNT=2 MIN=0, 2/2",
    })
    void partsAreCountedFromOne(String flag, String environment, String part) {
        assertThat(part(flag, environment)).hasToString(part);
    }

    @ParameterizedTest
    @CsvSource({
        "x/y, , 'part x/y: expected K/N, auto or auto/N'",
        "'', , 'part : expected K/N'",
        "3, , 'part 3: expected K/N'",
        "1/2/3, , 'part 1/2/3: expected K/N'",
        "-1/3, , 'part -1/3: expected K/N'",
        "1.5/3, , 'part 1.5/3: expected K/N'",
        "99999999999/3, , 'expected K/N'",
        "0/3, , 'part 0/3: parts are counted from 1 to 3'",
        "4/3, , 'part 4/3: parts are counted from 1 to 3; give one of these, such as 3/3'",
        "1/0, , 'part 1/0: there must be 1..10000 parts'",
        "1/10001, , 'part 1/10001: there must be 1..10000 parts'",
        "auto, , 'neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set'",
        "auto/3, , 'neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set'",
        "auto, JOB_COMPLETION_INDEX=0, 'Kubernetes does not say how many completions the job has; give auto/N'",
        "auto/3, JOB_COMPLETION_INDEX=3, '--part auto/3: JOB_COMPLETION_INDEX is 3, but of 3 completions the last has 2; give auto/N'",
        "auto/3, JOB_COMPLETION_INDEX=-1, 'JOB_COMPLETION_INDEX is ''-1'', no number'",
        "auto, ID=7 COUNT=3 MIN=1 STEP=1, 'task 7 is none of 3 in a row from 1; number the array without gaps'",
        "auto, ID=2 COUNT=3 MIN=1 STEP=2, 'task 2 is none of 3'",
        "auto, ID=0 COUNT=3 MIN=1, 'task 0 is none of 3'",
        "auto, ID=1 COUNT=3, 'SLURM_ARRAY_TASK_MIN is not set'",
        "auto, ID=1 MIN=1, 'SLURM_ARRAY_TASK_COUNT is not set'",
        "auto, ID=x COUNT=3 MIN=1, 'SLURM_ARRAY_TASK_ID is ''x'', no number'",
        "auto/4, ID=2 COUNT=1 MIN=2, 'the array has 1 task; give auto for all of an array, or K/N'",
    })
    void whatIsNoPartIsOneLine(String flag, String environment, String message) {
        assertThatThrownBy(() -> part(flag, environment))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
