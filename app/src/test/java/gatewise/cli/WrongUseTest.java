package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Command lines that cannot be parsed: one line that says what was probably meant. */
class WrongUseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trian | unknown command 'trian'; did you mean train?; see 'gatewise --help'",
                "help trian | unknown command 'trian'; did you mean train?; see 'gatewise --help'",
                "fly | unknown command 'fly'; see 'gatewise --help'",
                "--versoin | unknown option --versoin; did you mean --version?; see 'gatewise --help'",
                "train --epoch 3 | unknown option --epoch; did you mean --epochs?; see 'gatewise train --help'",
                "train --epoch=3 | unknown option --epoch; did you mean --epochs?; see 'gatewise train --help'",
                "train --colour | unknown option --colour; see 'gatewise train --help'",
                "describe a.zip b.zip | unexpected argument 'b.zip'; see 'gatewise describe --help'",
                "describe | MODEL is missing; see 'gatewise describe --help'",
                "import | --onnx is missing, give --onnx FILE, --out is missing, give --out MODEL; see 'gatewise import --help'",
                "train --epochs | --epochs needs a value, --epochs N; see 'gatewise train --help'",
                "train --cell lstn | --cell: expected lstm, gru or simple, got 'lstn'; did you mean lstm?; see 'gatewise train --help'",
                "train --cell elman | --cell: expected lstm, gru or simple, got 'elman'; see 'gatewise train --help'",
                "train --schedule cosin | --schedule: expected constant or cosine, got 'cosin'; did you mean cosine?; see 'gatewise train --help'",
                "train --epochs 3.5 | --epochs: expected a whole number, got '3.5'; see 'gatewise train --help'",
                "train --epochs 99999999999 | --epochs: expected a whole number in -2147483648..2147483647, got '99999999999'; see 'gatewise train --help'",
                "train --hidden 3,x | --hidden: expected a whole number, got 'x'; see 'gatewise train --help'",
                "train --dropout much | --dropout: expected a number, got 'much'; see 'gatewise train --help'",
                "describe a.zip --json=yes | --json takes no value, got 'yes'; see 'gatewise describe --help'",
                "train --epochs 3 --epochs 4 | --epochs is there more than once (--epochs 3, --epochs 4): give it once; see 'gatewise train --help'",
                "train --epochs=3 --epochs=3 | --epochs is there more than once (--epochs=3, --epochs=3): give it once; see 'gatewise train --help'",
                "train --shuffle --no-shuffle | --shuffle is there more than once (--shuffle, --no-shuffle): give it once; see 'gatewise train --help'",
                "train --preset best --preset tutorial | --preset is there more than once (--preset best, --preset tutorial): give it once; see 'gatewise train --help'",
                "describe a.zip --json --json | --json is there more than once (--json, --json): give it once; see 'gatewise describe --help'",
            })
    void isOneLine(String line, String message) {
        CommandResult result = run((Object[]) line.split(" ")).hasExitCode(2);
        assertThat(result.err()).isEqualTo("gatewise: " + message + System.lineSeparator());
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aNameThatNoFileCanHave() {
        run("train", "--out", "a\0b").isWrongUse("--out: expected the name of a file, got 'a\\u0000b'");
    }

    @ParameterizedTest
    @CsvSource({
        "--engine quick, --engine: expected auto",
        "--engine vector, --engine vector does not run here: this JVM was started without --add-modules",
        "--engine portabel, did you mean portable?",
        "--optimizer rms, did you mean rmsprop?"
    })
    void namesOfEnginesAndOptimizers(String flags, String message) {
        run((Object[]) ("train --dry-run " + flags).split(" ")).isWrongUse(message);
    }

    @Test
    void helpAndVersionAreWordsToo() {
        String all = run("--help").hasExitCode(0).out();
        assertThat(all).contains("Usage: gatewise", "Trains a network", "help", "version");
        assertThat(run("help").hasExitCode(0).out()).isEqualTo(all);
        assertThat(run().hasExitCode(0).out()).isEqualTo(all);
        assertThat(run("help", "train").hasExitCode(0).out())
                .isEqualTo(run("train", "--help").hasExitCode(0).out());
        assertThat(run("version").hasExitCode(0).out())
                .isEqualTo(run("--version").out())
                .startsWith("Gatewise ");
    }

    @Test
    void anErrorHoldsNothingThatATerminalWouldObey() {
        run("describe", "no\u001b[2Jsuch.zip").isWrongUse("no\\u001b[2Jsuch.zip: no such file");
    }

    /** Of every command: what is out of any range is shown as it was typed, and no number is taken for another. */
    @Test
    void numbersThatNothingHoldsAreShownAsTheyWereTyped() {
        int tried = 0;
        for (CommandLine command : new CommandLine(new Main()).getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
                boolean decimal = type == double.class || type == Double.class;
                if (decimal
                        || Set.of(int.class, Integer.class, long.class, Long.class)
                                .contains(type)) {
                    for (String typed : decimal
                            ? List.of("1e400", "-1e400", "1e-400", "0.00001e-330", "nan")
                            : List.of("9223372036854775808", "-9223372036854775809", "NaN", "1e3")) {
                        run(command.getCommandName(), option.longestName() + "=" + typed)
                                .isWrongUse(option.longestName() + ": expected a ", "got '" + typed + "'");
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
    }
}
