package gatewise.cli;

import gatewise.io.MemoryShortage;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.UserError;
import gatewise.io.Version;
import gatewise.machine.ActiveBackend;
import gatewise.training.DivergenceException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.ObjectInputFilter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The commands and what they have in common. */
@Command(
        name = "gatewise",
        description = {
            "Trains, explains and ships recurrent networks that read sequences: time series, and images row by row.",
            "",
            "Start with: gatewise train --epochs 3"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            CompareCommand.class,
            MemoryCommand.class,
            ReproduceCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExplainCommand.class,
            ServeCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            DescribeCommand.class,
            VerifyCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            HelpCommand.class,
            VersionCommand.class,
            GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the job failed", "2:wrong use or bad input"})
public final class Main implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec command;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean verbose;

    /** Writes to no terminal. */
    public Main() {
        this(Terminal.NONE);
    }

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Ends the JVM with the exit code of the command. */
    public static void main(String[] args) {
        prepare();
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = new PrintWriter(results, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(Terminal.system(), out, err, args);
        out.flush(); // a writer flushes lines by itself, but no text whose last call was print
        UserError lost = results.error();
        if (lost != null) {
            new Main(Terminal.system()).report(err, lost);
            code = Math.max(code, lost.exitCode());
        }
        err.flush();
        Runtime.getRuntime().exit(code);
    }

    /** What holds for all of the JVM: what is read in it, and what is said beside the lines of commands. */
    static void prepare() {
        refuseSerializedObjects();
        System.setErr(UntilExit.of(new VisibleStream(System.err)));
        Thread.setDefaultUncaughtExceptionHandler(Main::endsThread);
    }

    /** Nothing here needs Java's own deserialisation, so no file gets to it by a way that nobody thought of. */
    private static void refuseSerializedObjects() {
        try {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        } catch (IllegalStateException e) {
            // The launcher has set it, or a user another.
        }
    }

    /**
     * A library's thread that tidies up ends where memory runs out, which the command meets too and says in its line. If
     * even that line could not be made, or it is another thread, this one is there.
     */
    static void endsThread(Thread thread, Throwable failure) {
        try {
            if (MemoryShortage.of(failure) == null) {
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                failure.printStackTrace();
            } else if (!thread.isDaemon()) {
                String what = MemoryShortage.of(failure);
                System.err.println("gatewise: " + MemoryKind.of(what).problem(what) + ", in the thread "
                        + thread.getName() + "; " + MemoryKind.of(what).more());
            }
        } catch (OutOfMemoryError | LinkageError e) {
            if (!thread.isDaemon()) {
                // Not enough to put a line together either: the operator + would load a class, and so would
                // Reason.root.
                Throwable root = failure;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                root = root instanceof OutOfMemoryError ? root : e;
                System.err.println("gatewise: there is not enough memory ("
                        .concat(String.valueOf(root.getMessage()))
                        .concat(")")
                        .concat(remedy(root.getMessage())));
            }
        }
    }

    /** What {@link MemoryKind} says, without another class. */
    private static String remedy(String what) {
        if ("Metaspace".equals(what)) {
            return "; ".concat(MemoryKind.MORE_METASPACE);
        }
        return "Compressed class space".equals(what) ? "; ".concat(MemoryKind.MORE_CLASS_SPACE) : "";
    }

    /** Runs a command line; results go to out, talk to err, neither to a terminal. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(Terminal.NONE, out, err, args);
    }

    static int run(Terminal terminal, PrintWriter unsafeOut, PrintWriter unsafeErr, String... args) {
        PrintWriter out = VisibleWriter.lines(unsafeOut, terminal.hasColours());
        PrintWriter err = VisibleWriter.lines(unsafeErr, terminal.hasColours());
        Main main = new Main(terminal);
        try {
            FileNames.check(List.of(args));
        } catch (UserError e) {
            main.report(err, e);
            return e.exitCode();
        }
        CommandLine commandLine = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.hasColours() ? Ansi.ON : Ansi.OFF))
                .registerConverter(Path.class, WrongUse::path)
                .registerConverter(double.class, WrongUse::number)
                .registerConverter(Double.class, WrongUse::number);
        commandLine
                .getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(false);
        commandLine.setParameterExceptionHandler((e, arguments) -> {
            e.getCommandLine()
                    .getErr()
                    .println(terminal.error("gatewise:") + " " + Phrase.of(new WrongUse(e, arguments).message()));
            return 2;
        });
        commandLine.setExecutionExceptionHandler((e, failed, result) -> {
            UserError error = userError(e, failed.getCommandSpec());
            if (error != null) {
                main.report(failed.getErr(), error);
                return error.exitCode();
            }
            failed.getErr().println("gatewise: an error that should not happen; please report it with this trace");
            e.printStackTrace(failed.getErr());
            return 1;
        });
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError | ExceptionInInitializerError | NoClassDefFoundError e) {
            UserError error = TooLittleMemory.of(e, begun(commandLine));
            if (error == null) {
                throw e;
            }
            main.report(err, error);
            return error.exitCode();
        }
    }

    /** The command that a line was read as, as far as it was read. */
    static CommandSpec begun(CommandLine commandLine) {
        ParseResult begun = commandLine.getParseResult();
        if (begun == null) {
            return commandLine.getCommandSpec();
        }
        while (begun.hasSubcommand()) {
            begun = begun.subcommand();
        }
        return begun.commandSpec();
    }

    /** Null if it is none that a user can cause. */
    private static UserError userError(Exception e, CommandSpec command) {
        if (e instanceof UserError error) {
            return error;
        }
        if (e instanceof DivergenceException) {
            return UserError.failedJob(
                    e.getMessage(), "lower the learning rate, or bound the gradients by clipping", e);
        }
        return Reason.root(e) instanceof InvalidPathException path
                ? FileNames.refusal(path)
                : TooLittleMemory.of(e, command);
    }

    /** Says what went wrong, on one line unless the user asked for more. */
    void report(PrintWriter err, UserError error) {
        err.println(terminal.error("gatewise:") + " " + error.message(Flags::of));
        if (verbose) {
            error.printStackTrace(err);
        }
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    /** Of the application, its backend, DL4J and Java. */
    static final class Versions implements IVersionProvider {
        @Spec
        private CommandSpec command;

        @Override
        public String[] getVersion() {
            Version version = Version.read();
            return new String[] {
                "Gatewise " + version.gatewise(),
                Terminal.of(command).prose("backend: " + ActiveBackend.get().description()),
                "Deeplearning4j " + version.dl4j(),
                "Java " + Runtime.version()
            };
        }
    }
}
