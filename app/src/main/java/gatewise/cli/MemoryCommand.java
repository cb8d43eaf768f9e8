package gatewise.cli;

import gatewise.data.StepRange;
import gatewise.io.FolderLock;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.network.Cell;
import gatewise.report.MemoryReport;
import gatewise.study.MemoryStudy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures over how many steps cells learn to remember. */
@Command(
        name = "memory",
        description = {
            "Measures long-term dependencies: over how many training steps each cell learns a task in which what matters"
                    + " lies T steps back, how much of the gradient reaches the first step, and how much of its state a"
                    + " step keeps.",
            "",
            "The adding problem counts as solved below a mean squared error of 0.01 on 1,000 validation sequences, looked"
                    + " at every 20 steps; temporal order above 99%% of them, copy"
                    + " above 99%% of the ten symbols that are to be said again. Adam, gradients clipped to a norm of 1.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  gatewise memory --task adding --lengths 50,100,200 --cells lstm,gru --seeds 3"})
final class MemoryCommand implements Callable<Integer> {
    private static final List<String> TASKS = List.of("adding", "temporal-order", "copy");

    @Spec
    private CommandSpec command;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            defaultValue = "adding",
            description = "adding (the default), temporal-order or copy.")
    private String task;

    @Option(
            names = "--lengths",
            split = ",",
            paramLabel = "T",
            defaultValue = "50,100",
            description = "Steps of a sequence; default: 50,100.")
    private List<Integer> lengths;

    @Option(
            names = "--cells",
            split = ",",
            paramLabel = "CELL",
            defaultValue = "simple,lstm,gru",
            description = "Default: simple,lstm,gru.")
    private List<Cell> cells;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "Runs of each; default: 3.")
    private int seeds;

    @Option(names = "--hidden", paramLabel = "UNITS", defaultValue = "64", description = "Units; default: 64.")
    private int hidden;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.002",
            description = "Step size of Adam; default: 0.002.")
    private double learningRate;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "128", description = "Sequences a step; default: 128.")
    private int batch;

    @Option(
            names = "--most",
            paramLabel = "STEPS",
            defaultValue = "5000",
            description = "Training steps after which a run is given up; default: 5000.")
    private int most;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/memory",
            description = "Folder for memory.json and gradient.png; default: runs/memory.")
    private Path out;

    @Override
    public Integer call() {
        check();
        ActiveBackend.requireUsable();
        ActiveBackend.start();
        MemoryStudy study = new MemoryStudy(new MemoryStudy.Terms(hidden, learningRate, batch, most));
        Terminal terminal = Terminal.of(command);
        PrintWriter err = command.commandLine().getErr();
        StatusLine status = new StatusLine(err, terminal);
        List<MemoryStudy.Outcome> outcomes = new ArrayList<>();
        Path json = out.resolve("memory.json");
        Path png = out.resolve("gradient.png");
        FolderLock.checkNoFile(out);
        // Before the work, so that it can be stopped in time.
        List.of(json, png).forEach(path -> ModelParameter.replacing(path, err));
        List<String> tasks = lengths.stream().map(length -> task + ":" + length).toList();
        try (Interruption interruption = new Interruption(study::stop)) {
            for (MemoryStudy.Run run : MemoryStudy.runs(tasks, cells, seeds)) {
                MemoryStudy.Outcome outcome = study.run(run, (at, steps, error) -> draw(status, at, steps, error));
                status.clear();
                if (interruption.happened()) {
                    err.println("stopped; nothing was written");
                    return 1;
                }
                outcomes.add(outcome);
                err.println(terminal.talk().prose(line(outcome)));
            }
        }
        MemoryReport.writeJson(json, outcomes);
        MemoryReport.writeGradient(png, outcomes);
        PrintWriter to = command.commandLine().getOut();
        to.println(terminal.tables(MemoryReport.table(outcomes).toString(terminal.outWidth())));
        to.println(terminal.heading("written:"));
        List.of(json, png).forEach(path -> to.println("  " + path));
        return 0;
    }

    private void check() {
        if (!TASKS.contains(task)) {
            throw new UserError(
                    Phrase.of(Setting.TASK, ": expected adding, temporal-order or copy, got '" + task + "'"),
                    "give one of them");
        }
        StepRange range = StepRange.of(task).orElseThrow();
        for (int length : lengths) {
            if (length < range.least() || length > range.most()) {
                throw new UserError(
                        Text.format(
                                "--lengths must be in %d..%d for %s, got %d",
                                range.least(), range.most(), task, length),
                        "give numbers in that range");
            }
        }
        onlyOnce("--lengths", lengths);
        onlyOnce("--cells", cells);
        atLeastOne("--seeds", seeds);
        atLeastOne("--hidden", hidden);
        atLeastOne("--batch", batch);
        if (most < MemoryStudy.INTERVAL) {
            throw new UserError(
                    "--most must be at least " + MemoryStudy.INTERVAL + ", got " + most, "give a larger one");
        }
    }

    /** The same runs again would be counted as others. */
    private static void onlyOnce(String flag, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            if (values.indexOf(values.get(i)) < i) {
                throw new UserError(flag + ": " + values.get(i) + " is there twice", "leave it out once");
            }
        }
    }

    private static void atLeastOne(String flag, int value) {
        if (value < 1) {
            throw new UserError(flag + " must be at least 1, got " + value, "give a larger one");
        }
    }

    private void draw(StatusLine status, MemoryStudy.Run run, int steps, double error) {
        status.draw(
                (double) steps / most,
                () -> List.of(
                        new StatusLine.Part(0, run.data() + " " + run.cell() + ", seed " + run.seed()),
                        StatusLine.Part.bar(3),
                        new StatusLine.Part(1, Text.format("step %d", steps)),
                        new StatusLine.Part(2, Text.format("error %.4f", error))));
    }

    private static String line(MemoryStudy.Outcome outcome) {
        MemoryStudy.Run run = outcome.run();
        return Text.format(
                "%s, %s, seed %d: %s after %d steps (error %.4f), %.0f s",
                run.data(),
                run.cell(),
                run.seed(),
                outcome.isSolved() ? "solved" : "given up",
                outcome.training().done(),
                outcome.training().error(),
                outcome.training().seconds());
    }
}
