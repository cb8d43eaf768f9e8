package gatewise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.backend.Check;
import gatewise.backend.Check.Status;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.machine.Diagnosis;
import gatewise.report.Prose;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what training needs of this machine, line by line; exit code 1 if it would not run. */
@Command(
        name = "doctor",
        description = "Says what this machine and this build offer, and what would keep training from running.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private final Supplier<Diagnosis> diagnosis;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Diagnoses this machine. */
    public DoctorCommand() {
        this(Diagnosis::run);
    }

    DoctorCommand(Supplier<Diagnosis> diagnosis) {
        this.diagnosis = diagnosis;
    }

    @Override
    public Integer call() throws IOException {
        Diagnosis result = diagnosis.get();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(result));
        } else {
            result.checks().forEach(check -> print(check, out, Terminal.of(spec).outWidth()));
        }
        out.flush();
        return result.trainingWouldRun() ? 0 : 1;
    }

    private static void print(Check check, PrintWriter out, int width) {
        String head = Text.format("%-4s  %-10s ", label(check.status()), check.name());
        out.println(line(head, check.detail(), width));
        if (!check.fix().isEmpty()) {
            out.println(line(" ".repeat(head.length()), "fix: " + check.fix(), width));
        }
    }

    /** What is too long goes on under its begin. */
    private static String line(String head, String text, int width) {
        List<String> pieces = new ArrayList<>(List.of(text.split(" ")));
        pieces.add(0, head);
        return Prose.fill(pieces, " ", width, head.length() + 1);
    }

    private static String label(Status status) {
        return status == Status.FAIL ? "FAIL" : status.name().toLowerCase(Locale.ROOT);
    }

    private static String toJson(Diagnosis result) {
        ObjectNode root = Json.FILES.createObjectNode().put("trainingWouldRun", result.trainingWouldRun());
        root.set("checks", Json.FILES.valueToTree(result.checks()));
        return Json.pretty(root);
    }
}
