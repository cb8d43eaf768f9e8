package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** What a command line came to. */
record CommandResult(int exitCode, String out, String err) {

    static CommandResult run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new CommandResult(exitCode, out.toString(), err.toString());
    }

    CommandResult hasExitCode(int expected) {
        assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(expected);
        return this;
    }

    /** Exit code 2 and one line on standard error that says all this. */
    void isWrongUse(String... words) {
        hasExitCode(2);
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("gatewise: ").contains(words);
    }
}
