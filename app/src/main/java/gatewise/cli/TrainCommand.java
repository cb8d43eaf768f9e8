package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.RunCheck;
import gatewise.data.Dataset;
import gatewise.io.FolderLock;
import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import gatewise.report.DataSummary;
import gatewise.report.NetworkSummary;
import gatewise.report.RunReport;
import gatewise.serve.LiveRun;
import gatewise.serve.ModelNames;
import gatewise.serve.Server;
import gatewise.training.DivergenceException;
import gatewise.training.DivergenceRemedy;
import gatewise.training.Preset;
import gatewise.training.RunFolder;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network and writes its checkpoints, history, pictures and report. */
@Command(
        name = "train",
        description = {
            "Trains a network on sequences: your own, from .ts files and tables, images read row by row, or tasks"
                    + " that are computed. It says a class or numbers of each, the next steps, or a class a step.",
            "",
            "Without flags: the tutorial's LSTM of 28 units, 100 epochs on the bundled MNIST images. A preset sets all"
                    + " defaults and each flag overrides one. Ctrl-C ends after the batch at hand and saves.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  gatewise train --epochs 3                        a quick look at images",
            "  gatewise train --data vowels_TRAIN.ts            sequences, with vowels_TEST.ts",
            "  gatewise train --data pumps.csv --sequence pump --step minute --label state",
            "  gatewise train --data load.csv --window 24 --horizon 3        a forecast",
            "  gatewise train --data adding:50 --cell gru       a task that is computed",
            "  gatewise train --preset best --out runs/best     images: what scores highest",
            "  gatewise train --resume --out runs/best          go on where it stopped",
            "  gatewise train --serve                           watch it in a browser"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "tutorial (the default for images), best (for images), or sequences (the default for all others).")
    private Preset preset;

    @ArgGroup(exclusive = false, heading = "%nNetwork:%n")
    private final NetworkOptions networkOptions = new NetworkOptions();

    @ArgGroup(exclusive = false, heading = "%nTraining:%n")
    private final PlanOptions planOptions = new PlanOptions();

    @ArgGroup(exclusive = false, heading = "%nSequences in files:%n")
    private final ReadingOptions readingOptions = new ReadingOptions();

    @ArgGroup(exclusive = false, heading = "%nData and results:%n")
    private final RunOptions run = new RunOptions();

    @ArgGroup(exclusive = false, heading = "%nWatching:%n")
    private final LiveOptions live = new LiveOptions();

    @Override
    public Integer call() {
        live.check(run.dryRun);
        ActiveBackend.requireUsable();
        Resumption resumption =
                run.resume ? new Resumption(run.out, command.commandLine().getParseResult()) : null;
        Provenance begun = run.resume ? null : begun();
        RunFolder folder = new RunFolder(run.out == null ? defaultFolder(begun.network()) : run.out);
        try (FolderLock lock = run.dryRun ? null : folder.take();
                Server server = live.server(command.commandLine().getErr(), Terminal.of(command))) {
            if (lock != null) {
                lock.warning().ifPresent(warning -> talk("warning: " + warning));
            }
            if (!run.resume && lock != null) {
                folder.checkNew();
            }
            Provenance stored = run.resume ? resumption.provenance(planOptions) : begun;
            Dataset data = dataset(stored);
            Provenance provenance = run.resume ? stored : withData(stored, data);
            ActiveBackend.start();
            Engine engine = provenance.engine();
            int threads = provenance.threads();
            Threads.use(engine.splitsBatches() ? 1 : threads);
            MultiLayerNetwork network = run.resume
                    ? Checkpoint.resume(folder.latest(), engine, threads).network()
                    : engine.create(provenance.network(), provenance.plan().seed(), threads);
            if (run.resume) {
                talk(resumption.from(provenance));
            }
            return train(new Checkpoint(network, provenance), data, folder, lock, server);
        }
    }

    private Integer train(Checkpoint start, Dataset data, RunFolder folder, FolderLock lock, Server server) {
        Provenance provenance = start.provenance();
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        TrainingDisplay display = new TrainingDisplay(
                out, err, Terminal.of(command), provenance, data.test().count());
        List<EpochRecord> history = new ArrayList<>(provenance.progress().history());
        TrainingObserver observer = display.followedBy(epoch -> {
            history.add(epoch);
            RunReport.writeCsv(folder.history(), provenance.form(), history);
        });
        LiveRun watched = live.run(ModelNames.of(folder.path()), start, data);
        Trainer trainer = new Trainer(start, data, watched == null ? observer : observer.then(watched));
        RunCheck.requireReadable(provenance);
        run.warnOfRareClasses(data, err, Terminal.of(command));
        err.flush();
        // Among the results, so that a log of these alone says what was trained, and from which seed.
        out.println(DataSummary.of(data, Terminal.of(command).outWidth()));
        out.print(NetworkSummary.of(provenance, Terminal.of(command).outWidth()));
        if (!data.train().isOfOneLength()) {
            say(Text.format(
                    "padding: %.1f%% of the steps%n", 100 * trainer.padding().share()));
        }
        out.flush();
        if (run.dryRun) {
            return dryRun(trainer, provenance.network());
        }
        try (Interruption interruption = new Interruption(trainer::stop)) {
            live.show(server, watched, err, Terminal.of(command));
            display.header();
            try {
                Checkpoint end = trainer.run(folder);
                if (interruption.happened()) {
                    // No pictures: Java2D does not start in a JVM that is about to end.
                    saySaved(end.provenance().progress(), folder);
                    return 1;
                }
                display.paths(report(end, data, folder));
                next(end.provenance(), folder, server != null);
            } catch (DivergenceException e) {
                display.clear();
                UserError problem = diverged(e, provenance.network(), folder);
                if (server == null) {
                    throw problem;
                }
                watched.fail(problem.getMessage());
                err.println("gatewise: " + problem.getMessage());
                stay(server, interruption, lock);
                return problem.exitCode();
            }
            if (server != null) {
                watched.finish();
                stay(server, interruption, lock);
            }
            return 0;
        }
    }

    private int dryRun(Trainer trainer, NetworkSpec network) {
        try {
            double loss = trainer.dryRun();
            say(Text.format("one batch: loss %.4f, nothing written", loss));
            return 0;
        } catch (DivergenceException e) {
            throw UserError.failedJob(
                    e.getMessage(),
                    Phrase.of(
                            "lower the ",
                            DivergenceRemedy.of(network),
                            ", or give smaller initial parameters in a --network file"),
                    e);
        }
    }

    private void say(String text) {
        command.commandLine().getOut().println(Terminal.of(command).prose(text));
    }

    private void talk(String text) {
        command.commandLine().getErr().println(Terminal.of(command).talk().prose(text));
    }

    private void stay(Server server, Interruption interruption, FolderLock lock) {
        lock.close(); // the page shows what is in memory, and the run may go on elsewhere
        talk("training has ended, the page stays at " + server.url() + " (Ctrl-C ends)");
        interruption.await();
    }

    private void saySaved(Progress progress, RunFolder folder) {
        command.commandLine()
                .getErr()
                .println(Terminal.of(command)
                        .talk()
                        .prose(
                                Text.format(
                                        "stopped after epoch %d, batch %d; go on with:",
                                        progress.epochs(), progress.batch()),
                                ShellWords.line("gatewise", "train", "--resume", "--out", folder.path())));
    }

    private List<Path> report(Checkpoint end, Dataset data, RunFolder folder) {
        List<Path> written = new ArrayList<>(List.of(folder.last(), folder.best()));
        written.addAll(RunReport.writeHistory(folder, end.provenance()));
        CommandLine line = command.commandLine();
        written.addAll(new TestScore(data, folder, line.getOut(), line.getErr(), Terminal.of(command)).of(end));
        return written;
    }

    /** What to do with the network that was scored. */
    private void next(Provenance provenance, RunFolder folder, boolean served) {
        Path model = provenance.plan().scoreBest() ? folder.best() : folder.last();
        List<String> lines = new ArrayList<>();
        lines.add(ShellWords.line("gatewise", "explain", model, "--index", 0));
        if (!served) {
            lines.add(ShellWords.line("gatewise", "serve", model));
        }
        command.commandLine()
                .getOut()
                .println(Terminal.of(command).heading("next:") + " " + String.join("\n      ", lines));
    }

    private static UserError diverged(DivergenceException e, NetworkSpec network, RunFolder folder) {
        String kept = Files.exists(folder.last()) ? folder.last() + " keeps what was saved last" : "nothing was saved";
        return UserError.failedJob(
                e.getMessage() + ": training diverged, and " + kept,
                Phrase.of(
                        "train anew with a lower ",
                        DivergenceRemedy.of(network),
                        ", or bound the gradients by clipping in a --network file"),
                e);
    }

    private Provenance begun() {
        Preset start = preset == null ? Preset.TUTORIAL : preset;
        return Provenance.begin(
                networkOptions.apply(start.network()), planOptions.apply(start.plan()), run.engine, run.threads);
    }

    private Dataset dataset(Provenance provenance) {
        if (run.resume) {
            return run.trained(provenance.data());
        }
        Dataset data = run.openSaid(
                readingOptions.reading(), new ReadingLine(command.commandLine().getErr(), Terminal.of(command)));
        return run.limit == null ? data : data.limit(run.limit);
    }

    private Provenance withData(Provenance begun, Dataset data) {
        Preset start = preset == null ? Preset.of(data.form()) : preset;
        if (start == Preset.BEST && !data.form().isImages()) {
            throw new UserError("--preset best is for images, and " + data.name() + " has none", "leave it out");
        }
        return begun.with(planOptions.apply(start.plan(data)))
                .with(
                        networkOptions.apply(start.network(data.holdout()), data),
                        Provenance.Data.of(run.source(), data, readingOptions.reading()));
    }

    private static Path defaultFolder(NetworkSpec network) {
        String name = network.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Path.of(
                "runs",
                name + LocalDateTime.now().format(DateTimeFormatter.ofPattern("-yyyyMMdd-HHmmss", Locale.ROOT)));
    }
}
