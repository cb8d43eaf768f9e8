package gatewise.cli;

import gatewise.io.Installation;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.report.Prose;
import gatewise.report.TextTable;
import gatewise.scoring.ReferenceCase;
import gatewise.scoring.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares every implementation of a cell with reference files. */
@Command(
        name = "verify",
        description = {
            "Runs reference files (outputs and gradients of recurrent layers, computed elsewhere) through every"
                    + " implementation that this application has, and prints the largest deviations.",
            "",
            "Allowed are 1e-5 + 1e-4 * |reference| in float and 1e-12 + 1e-9 * |reference| in double; exit code 1 past"
                    + " that.",
            "",
            "Where a file has \"lengths\" [batch], sequence b ends after step lengths[b] - 1: the implementations get a mask,"
                    + " and past its end x is NaN (1 for DL4J's own LSTM), which must not matter. Only DL4J's own LSTM, whose"
                    + " gradients forget the mask, reads sequences of one length at a time where it reads backwards.",
            ""
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "Reference files (JSON); default: those that come with Gatewise, made with PyTorch" + " and NumPy.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (files.isEmpty()) {
            files = Installation.referenceCases();
        }
        if (files.isEmpty()) {
            throw new UserError(
                    "nothing to verify: no reference files came along with this installation",
                    "give some: gatewise verify FILE...");
        }
        List<ReferenceCase> cases = files.stream().map(ReferenceCase::read).toList();
        ActiveBackend.start();
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            for (var implementation : Verification.implementations(cases.get(i))) {
                results.add(new Result(
                        files.get(i).toString(),
                        implementation.title(),
                        Verification.run(cases.get(i), implementation)));
            }
        }
        boolean agrees = results.stream()
                .flatMap(result -> result.deviations().stream())
                .allMatch(Verification.Deviation::agrees);
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(new Outcome(agrees, results)));
        } else {
            Terminal terminal = Terminal.of(command);
            out.print(terminal.tables(table(results, terminal.outWidth())));
            out.println(agrees ? "all agree" : "some do not agree");
        }
        return agrees ? 0 : 1;
    }

    /** As {@code --json} prints it. */
    private record Outcome(boolean agrees, List<Result> results) {}

    private record Result(String file, String implementation, List<Verification.Deviation> deviations) {
        /** File and implementation: what all rows of it have in common. */
        List<String> name() {
            return List.of(Path.of(file).getFileName().toString(), implementation);
        }
    }

    /** One table, or where that is too wide one for each implementation of each file. */
    private static String table(List<Result> results, int width) {
        TextTable all = new TextTable("file", "implementation", "of", "absolute", "relative", "agrees");
        results.forEach(result -> rows(all, result.name(), result));
        if (all.fits(width)) {
            return all.toString();
        }
        StringBuilder text = new StringBuilder();
        for (Result result : results) {
            TextTable one = new TextTable("of", "absolute", "relative", "agrees");
            rows(one, List.of(), result);
            text.append(Prose.wrap(String.join(": ", result.name()), width))
                    .append('\n')
                    .append(one.toString(width))
                    .append('\n');
        }
        return text.toString();
    }

    private static void rows(TextTable table, List<String> first, Result result) {
        for (var deviation : result.deviations()) {
            List<String> cells = new ArrayList<>(first);
            cells.add(deviation.name());
            cells.add(Text.format("%.2e", deviation.absolute()));
            cells.add(Text.format("%.2e", deviation.relative()));
            cells.add(deviation.agrees() ? "yes" : "NO");
            table.row(cells);
        }
    }
}
