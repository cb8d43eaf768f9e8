package gatewise.cli;

import gatewise.io.MissingFile;
import gatewise.io.UserError;
import gatewise.report.Comparison;
import gatewise.report.ComparisonReport;
import gatewise.report.ComparisonTable;
import gatewise.study.Part;
import gatewise.study.Study;
import gatewise.study.StudyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What a comparison says and leaves at its end, or so far. */
record StudyLines(CommandSpec command, StudyFolder folder) {

    /**
     * What is there, whoever trained it.
     *
     * @throws UserError (a failed job) if runs are missing
     */
    int report() {
        Study study = folder.stored()
                .orElseThrow(() -> new UserError(
                        "--report: no study in " + folder.path() + " ("
                                + MissingFile.reason(folder.path(), "it has no study.json") + ")",
                        "give the folder of a study by --out"));
        StudyStates states = new StudyStates(folder.states(study));
        if (states.any()) {
            print(study, folder.command().orElse(SearchLines.typed(command)));
        }
        if (states.complete()) {
            return 0;
        }
        PrintWriter out = command.commandLine().getOut();
        out.println("missing:");
        states.missing().forEach(line -> out.println("  " + line));
        throw UserError.failedJob(folder.path() + ": " + states.summary(), remedy(states), null);
    }

    private String remedy(StudyStates states) {
        if (!states.open()) {
            return states.remedy();
        }
        if (folder.command().isPresent()) {
            return "wait for what is running, start parts again that have died, or finish the study without --part";
        }
        return folder.isTaken()
                ? "wait for the process that has the folder"
                : "finish it by " + ShellWords.line("gatewise", "compare", "--out", folder.path());
    }

    /** How far a study is when a part has found nothing more to do. */
    void sayLeft(Study study, Part part) {
        StudyStates states = new StudyStates(folder.states(study));
        PrintWriter out = command.commandLine().getOut();
        out.println("part " + part + " is done: " + states.summary());
        states.missing().forEach(line -> out.println("  " + line));
        out.println(Terminal.of(command).heading("next:") + " "
                + (states.complete() ? "" : "when all parts have ended, ") + StudyStates.report(folder));
    }

    /** The table and the report of what is there. */
    void print(Study study, String typed) {
        Terminal terminal = Terminal.of(command);
        Comparison comparison = Comparison.of(study, folder.results(study));
        PrintWriter out = command.commandLine().getOut();
        out.println(terminal.tables(ComparisonTable.text(comparison).toString(terminal.outWidth())));
        String note = ComparisonTable.note(comparison);
        if (!note.isEmpty()) {
            out.println(terminal.prose(note));
        }
        List<Path> written = ComparisonReport.write(folder, comparison, typed);
        out.println("written:");
        written.forEach(path -> out.println("  " + path));
        next(comparison);
    }

    /** What to do with the best network, of the run that does best on the validation sequences. */
    private void next(Comparison comparison) {
        Comparison.Row best = comparison.best();
        long seed = best.bestRun().seed();
        Path model = comparison.study().runs().stream()
                .filter(run -> run.entry().equals(best.entry()) && run.seed() == seed)
                .map(folder::scored)
                .findFirst()
                .orElseThrow();
        command.commandLine()
                .getOut()
                .println(Terminal.of(command).heading("next:") + " " + ShellWords.line("gatewise", "evaluate", model)
                        + "\n      " + ShellWords.line("gatewise", "reproduce", model));
    }
}
