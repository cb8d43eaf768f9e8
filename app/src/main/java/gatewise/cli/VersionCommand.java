package gatewise.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The same as {@code --version}. */
@Command(
        name = "version",
        description = "Prints the versions of Gatewise, its backend, Deeplearning4j and Java.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        CommandLine all = command.root().commandLine();
        all.printVersionHelp(all.getOut());
    }
}
