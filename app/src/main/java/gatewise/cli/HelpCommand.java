package gatewise.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The same as {@code --help}, for those who ask with a word. */
@Command(name = "help", description = "Says what the commands are, or how one of them is used.", helpCommand = true)
final class HelpCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command in question.")
    private String name;

    @Override
    public void run() {
        CommandLine all = command.root().commandLine();
        CommandLine asked = name == null ? all : all.getSubcommands().get(name);
        if (asked == null) {
            throw new UnmatchedArgumentException(all, List.of(name));
        }
        asked.usage(all.getOut());
    }
}
