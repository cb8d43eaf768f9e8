package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.explain.Clamp;
import gatewise.explain.Indices;
import gatewise.export.OnnxImport;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.machine.Threads;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** That a user of the command line reads flags, whichever room refuses what they say. */
class FlagsTest {
    private static final Set<String> ALL = new CommandLine(new Main())
            .getSubcommands().values().stream()
                    .flatMap(command -> command.getCommandSpec().optionsMap().keySet().stream())
                    .collect(Collectors.toSet());

    @ParameterizedTest
    @EnumSource
    void everySettingIsAFlagOfACommand(Setting setting) {
        assertThat(ALL).contains(Flags.of(setting));
    }

    @Test
    void aLineNamesTheFlags() {
        assertThat(line(() -> TrainingPlan.TUTORIAL.toBuilder().epochs(0).build()))
                .isEqualTo("--epochs must be at least 1, got 0; give a larger one");
        assertThat(line(() -> TrainingPlan.TUTORIAL.toBuilder()
                        .schedule(Schedule.COSINE)
                        .seconds(5)
                        .build()))
                .isEqualTo("--schedule cosine falls over a known number of epochs; bound the run by --epochs, not by"
                        + " --seconds");
        assertThat(line(() -> Dataset.open("no-such-folder")))
                .startsWith("--data no-such-folder: no such file or folder, and no set of that name; give a file")
                .endsWith(", or one of " + String.join(", ", Dataset.names()));
        assertThat(line(() -> Clamp.parse("forget=x", Indices.ALL, Indices.ALL, null)))
                .isEqualTo("--clamp forget=x: 'x' is no number; give one, as in forget=1");
        assertThat(line(() -> new OnnxImport.Input(0, 0, -1)))
                .isEqualTo("--std must be above 0, got -1; give a positive number");
        assertThat(line(() -> Threads.choose(0, false))).startsWith("--threads must be in 1..");
    }

    private static String line(ThrowingCallable call) {
        return catchThrowableOfType(UserError.class, call).message(Flags::of);
    }
}
