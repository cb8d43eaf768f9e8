package gatewise.cli;

import gatewise.io.Installation;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.report.TextTable;
import gatewise.scoring.ReferenceCase;
import gatewise.scoring.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            ""
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Reference files (JSON); default: those that come with Gatewise, made with PyTorch.")
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
        TextTable table = new TextTable("file", "implementation", "of", "absolute", "relative", "agrees");
        List<Map<String, Object>> results = new ArrayList<>();
        boolean agrees = true;
        for (int i = 0; i < cases.size(); i++) {
            for (var implementation : Verification.implementations(cases.get(i))) {
                List<Verification.Deviation> deviations = Verification.run(cases.get(i), implementation);
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("file", files.get(i).toString());
                result.put("implementation", implementation.title());
                result.put("deviations", deviations);
                results.add(result);
                for (var deviation : deviations) {
                    agrees &= deviation.agrees();
                    table.row(
                            files.get(i).getFileName(),
                            implementation.title(),
                            deviation.name(),
                            Text.format("%.2e", deviation.absolute()),
                            Text.format("%.2e", deviation.relative()),
                            deviation.agrees() ? "yes" : "NO");
                }
            }
        }
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("agrees", agrees);
            all.put("results", results);
            out.println(Json.pretty(all));
        } else {
            Terminal terminal = Terminal.of(command);
            out.print(terminal.tables(table.toString(terminal.outWidth())));
            out.println(agrees ? "all agree" : "some do not agree");
        }
        return agrees ? 0 : 1;
    }
}
