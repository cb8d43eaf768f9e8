package gatewise.cli;

import gatewise.report.Prose;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import picocli.CommandLine.Model.CommandSpec;

/** Who reads what is written: a person at a terminal of some width, perhaps with colours, or a file or a program. */
final class Terminal {
    /** Nobody but files and programs. */
    static final Terminal NONE = new Terminal(false, false, false, () -> Integer.MAX_VALUE);

    private static final int USUAL = 80;
    private static final long MEASURE_NANOS = 2_000_000_000;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final int OUT = 1;
    private static final int ERR = 2;

    private final boolean out;
    private final boolean err;
    private final boolean colours;
    private final IntSupplier measure;
    private int width;
    private long measured;

    /**
     * A terminal.
     *
     * @param out whether it shows standard output
     * @param err whether it shows standard error
     * @param measure its columns, which may change
     */
    Terminal(boolean out, boolean err, boolean colours, IntSupplier measure) {
        this.out = out;
        this.err = err;
        this.colours = colours;
        this.measure = measure;
    }

    /** What this process writes to. */
    static Terminal system() {
        Map<String, String> environment = System.getenv();
        int open = WINDOWS
                ? (System.console() == null ? 0 : OUT | ERR)
                : run("t=0; [ -t 1 ] && t=1; [ -t 2 ] && t=$((t + 2)); exit $t");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Terminal(
                (open & OUT) != 0,
                (open & ERR) != 0 && !dumb,
                hasColours(environment, WINDOWS),
                () -> columns(environment.get("COLUMNS")));
    }

    /** Of the command line that a command is part of; none if that is not this application's. */
    static Terminal of(CommandSpec command) {
        return command.root().userObject() instanceof Main main ? main.terminal() : NONE;
    }

    static boolean hasColours(Map<String, String> environment, boolean windows) {
        String term = environment.getOrDefault("TERM", "");
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "0".equals(environment.get("CLICOLOR"))
                || term.equals("dumb");
        return !unwanted && (!windows || !term.isEmpty() || environment.containsKey("WT_SESSION"));
    }

    private static int columns(String setting) {
        if (setting != null && setting.matches("[1-9][0-9]{0,4}")) {
            return Integer.parseInt(setting);
        }
        int asked = WINDOWS
                ? 0
                : run("s=$(stty size 2>/dev/null </dev/tty || stty size <&2) || s='0 0'; c=${s#* };"
                        + " [ \"$c\" -lt 250 ] || c=250; exit \"$c\"");
        return asked > 0 ? asked : USUAL;
    }

    /** The exit code of a shell's lines, 0 if there is no shell. */
    private static int run(String lines) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", lines)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            return shell.waitFor(1, TimeUnit.SECONDS) ? shell.exitValue() : 0;
        } catch (IOException e) {
            return 0; // nothing to ask with
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Whether standard error can show a line that changes. */
    boolean showsProgress() {
        return err;
    }

    /** Columns of what shows standard error; looked at anew every two seconds. */
    int width() {
        long now = System.nanoTime();
        if (width == 0 || now - measured > MEASURE_NANOS) {
            width = measure.getAsInt();
            measured = now;
        }
        return width;
    }

    /** Columns that standard output is to fit; a file takes any. */
    int outWidth() {
        return out ? width() : Integer.MAX_VALUE;
    }

    /** For what goes to standard error: the same, with it in standard output's place. */
    Terminal talk() {
        return new Terminal(err, err, colours, this::width);
    }

    /** Sentences for standard output, in lines that fit. */
    String prose(String text) {
        return Prose.wrap(text, outWidth());
    }

    /** A sentence that ends with a path or command, which stays whole. */
    String prose(String text, Object copied) {
        return Prose.wrap(text, copied.toString(), outWidth());
    }

    boolean hasColours() {
        return out && colours;
    }

    /** For standard error. */
    String error(String text) {
        return err && colours ? "\u001b[1;31m" + text + "\u001b[0m" : text;
    }

    /** For standard output. */
    String accuracy(String text) {
        return hasColours() ? "\u001b[1;32m" + text + "\u001b[0m" : text;
    }

    /** For standard output. */
    String heading(String text) {
        return hasColours() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** Tables for standard output, each after an empty line and with a heading. */
    String tables(String text) {
        return hasColours() ? text.replaceAll("(?m)(?<=\\A|\n\n)(.+)$", "\u001b[1m$1\u001b[0m") : text;
    }
}
