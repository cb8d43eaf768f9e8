package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.io.FolderLock;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import gatewise.report.Comparison;
import gatewise.report.ComparisonReport;
import gatewise.report.ComparisonTable;
import gatewise.study.Study;
import gatewise.study.StudyDraft;
import gatewise.study.StudyFile;
import gatewise.study.StudyFolder;
import gatewise.study.StudyRunner;
import gatewise.training.DivergenceException;
import gatewise.training.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains several networks from several seeds under one plan and compares them. */
@Command(
        name = "compare",
        description = {
            "Trains several networks from several seeds under one plan and says how they compare: accuracy with its"
                    + " spread, speed, latency, learning curves, confusions.",
            "",
            "Without STUDY: simple RNN, LSTM, both forms of GRU, stacked and bidirectional ones, all with as many"
                    + " parameters as the tutorial's LSTM-28, and that one itself with the tutorial's settings. All"
                    + " others: shuffled, batches of 128, Adam with learning rate 0.001, 10 epochs, the best epoch by"
                    + " validation scored. The same command goes on after Ctrl-C.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "STUDY is a JSON list with an object for each network. Fields, all optional: those of the network in"
                    + " 'gatewise describe --json', layers (1; its hiddenSizes are then found), name, and plan"
                    + " (\"tutorial\" trains as in the tutorial):",
            "  [{\"cell\": \"gru\", \"layers\": 2}, {\"name\": \"large\", \"cell\": \"lstm\", \"hiddenSizes\": [128]}]",
            "",
            "Examples:",
            "  gatewise compare --seeds 3 --epochs 5 --out runs/quick",
            "  gatewise compare mine.json --seconds 60 --data fashion"
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "STUDY", description = "The networks as JSON; default: those above.")
    private Path file;

    @ArgGroup(exclusive = false, heading = "%nStudy, data and results:%n")
    private final CompareOptions options = new CompareOptions();

    @ArgGroup(exclusive = false, heading = "%nTraining:%n")
    private final PlanOptions planOptions = new PlanOptions();

    @Override
    public Integer call() {
        ActiveBackend.requireUsable();
        StudyFolder folder = new StudyFolder(options.out);
        try (FolderLock lock = folder.take()) {
            lock.warning().ifPresent(warning -> command.commandLine().getErr().println("warning: " + warning));
            return compare(folder);
        }
    }

    private Integer compare(StudyFolder folder) {
        Dataset data = options.open();
        Dataset images = options.limit == null ? data : data.limit(options.limit);
        Study study = study(images);
        Trainer.check(study.plan(), images);
        Threads.choose(options.threads, true);
        int finished = folder.check(study);
        ActiveBackend.start();
        PrintWriter err = command.commandLine().getErr();
        StudyRunner runner = new StudyRunner(study, folder, images);
        Terminal terminal = Terminal.of(command);
        StudyDisplay display = new StudyDisplay(err, terminal, study, images);
        try (Interruption interruption = new Interruption(runner::stop)) {
            options.warnOfRareClasses(images, err, terminal);
            display.header(folder.path(), finished);
            if (!runner.run(display)) {
                err.println(terminal.talk().prose("\nstopped; the same command goes on with what is left"));
                return 1;
            }
            if (interruption.happened()) {
                err.println(terminal.talk().prose("\nstopped after the last run; the same command writes the report"));
                return 1;
            }
        } catch (DivergenceException e) {
            throw UserError.failedJob(
                    e.getMessage(),
                    "compare anew with a lower learning rate for that network, and another --out than " + folder.path()
                            + ", which keeps the finished runs",
                    e);
        }
        Comparison comparison = Comparison.of(study, folder.results(study));
        PrintWriter out = command.commandLine().getOut();
        out.println(terminal.tables(ComparisonTable.text(comparison).toString(terminal.outWidth())));
        List<Path> written = ComparisonReport.write(folder, comparison, typed());
        out.println("written:");
        written.forEach(path -> out.println("  " + path));
        return 0;
    }

    /** The command line, to be typed again. */
    private String typed() {
        return "gatewise "
                + ShellWords.line(command.root().commandLine().getParseResult().originalArgs());
    }

    private Study study(Dataset images) {
        NetworkSpec template = NetworkSpec.tutorial().toBuilder()
                .inputSize(images.features())
                .timeSteps(images.timeSteps())
                .classes(images.classes())
                .optimizer(options.optimizer())
                .build();
        List<StudyDraft> drafts = file == null
                ? StudyDraft.defaults(template, images.holdout())
                : StudyFile.read(file, template, images.holdout());
        long parameters = options.parameters(StudyDraft.tutorial(template, images.holdout()), drafts);
        return Study.of(
                drafts,
                StudyDraft.sized(drafts, parameters),
                new Study.Terms(options.plan(planOptions), options.seeds, parameters, options.threads),
                Provenance.Data.of(options.source(), images, Reading.DEFAULT));
    }
}
