package gatewise.cli;

import gatewise.data.Form;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.report.SummedReport;
import gatewise.report.TextTable;
import gatewise.spark.SparkScoring;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Has a cluster answer, and says what came of it. */
final class SparkAnswers {
    private final CommandSpec command;
    private final String title;
    private final SparkScoreOptions.Asked asked;

    /** @param title of the network */
    private SparkAnswers(CommandSpec command, String title, SparkScoreOptions.Asked asked) {
        this.command = command;
        this.title = title;
        this.asked = asked;
    }

    /** @param top classes that a line names in words */
    record Shown(boolean json, int top) {}

    /** {@return the exit code} */
    static int run(CommandSpec command, SparkScoreOptions options, SparkScoreOptions.Asked asked) {
        SparkScoring scoring = options.scoring(asked, System.getenv());
        return new SparkAnswers(command, scoring.title(), asked).run(scoring);
    }

    private int run(SparkScoring scoring) {
        PrintWriter err = command.commandLine().getErr();
        Terminal terminal = Terminal.of(command);
        StatusLine status = new StatusLine(err, terminal);
        SparkScoring.Outcome outcome;
        try (Interruption interruption = new Interruption(scoring::stop)) {
            outcome = scoring.run(new SparkScoring.Progress() {
                @Override
                public void ended(int parts, int of) {
                    status.draw(
                            (double) parts / of,
                            () -> List.of(
                                    StatusLine.Part.bar(1), new StatusLine.Part(0, parts + " of " + of + " parts")));
                }

                @Override
                public void warns(String warning) {
                    status.clear();
                    err.println(terminal.talk().prose("warning: " + Text.visible(warning)));
                }
            });
            if (outcome == null) {
                err.println((interruption.happened() ? "stopped" : "broken off") + "; there are no answers");
                return 1;
            }
        } finally {
            status.clear();
        }
        print(scoring, outcome, terminal);
        return 0;
    }

    private void print(SparkScoring scoring, SparkScoring.Outcome outcome, Terminal terminal) {
        PrintWriter out = command.commandLine().getOut();
        Form form = scoring.form();
        if (asked.shown().json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", asked.path());
            json.put("parts", outcome.parts());
            if (asked.out() != null) {
                json.put("out", asked.out());
            }
            json.put(form.kind(), outcome.sequences());
            if (outcome.score() != null) {
                json.putAll(SummedReport.json(outcome.score(), form));
            }
            out.println(Json.pretty(json));
            return;
        }
        int width = terminal.outWidth();
        if (outcome.score() == null) {
            out.println(terminal.prose(Text.format(
                    "%s on %s: answers to %d %s",
                    title, Text.visible(asked.path()), outcome.sequences(), form.noun())));
        } else {
            out.println(terminal.prose(Text.format(
                    "%s on %s: %s%n",
                    title, Text.visible(asked.path()), SummedReport.sentence(outcome.score(), form))));
            for (TextTable table : SummedReport.tables(outcome.score(), form, width)) {
                out.println(terminal.tables(table.toString(width)));
            }
        }
        if (asked.out() != null) {
            out.println(terminal.heading("written:"));
            out.println("  " + Text.visible(asked.out()) + ", " + Text.count(outcome.parts(), "part"));
        }
    }
}
