package gatewise.cli;

import gatewise.data.Dataset;
import gatewise.io.FolderLock;
import gatewise.io.Text;
import gatewise.study.Part;
import gatewise.study.RunState;
import gatewise.study.RunState.Kind;
import gatewise.study.RunTurns;
import gatewise.study.SearchFolder;
import gatewise.study.Stage;
import gatewise.study.Study;
import gatewise.study.StudyRunner;
import gatewise.training.DivergenceException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** Trains the runs of a search in this process, which may be one of several; the stages follow each other. */
final class StageRuns implements Stage.Executor {
    private static final long MILLISECONDS_A_LOOK = 500;

    private final CommandSpec command;
    private final Dataset data;
    private final SearchFolder folder;
    private final Part part;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile StudyRunner runner;

    /** @param part that this process is; null if it has the search for itself */
    StageRuns(CommandSpec command, Dataset data, SearchFolder folder, Part part) {
        this.command = command;
        this.data = data;
        this.folder = folder;
        this.part = part;
    }

    /** Ends training after the batch at hand, from any thread. */
    void stop() {
        stopped.countDown();
        StudyRunner running = runner;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean train(Stage stage) {
        try (FolderLock lock =
                part == null ? stage.folder().take() : stage.folder().take(part)) {
            int finished = stage.folder().check(stage.study());
            if (finished == stage.study().runs().size()) {
                return !isStopped();
            }
            if (part == null) {
                return trainOnce(stage, RunTurns.ALONE);
            }
            lock.warning().ifPresent(warning -> command.commandLine().getErr().println("warning: " + warning));
            folder.checkShared();
            RunTurns turns = stage.folder().share(stage.study(), part, SearchLines.typed(command));
            while (trainOnce(stage, turns)) {
                if (isDone(stage)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What nobody else has. */
    private boolean trainOnce(Stage stage, RunTurns turns) {
        Study study = stage.study();
        PrintWriter err = command.commandLine().getErr();
        StudyDisplay display = new StudyDisplay(err, Terminal.of(command), study, part == null ? 1 : part.parts());
        StudyRunner running = new StudyRunner(stage, data, turns);
        runner = running;
        if (isStopped()) {
            return false;
        }
        display.header(stage.folder().path(), stage.folder().check(study));
        try {
            return running.run(display);
        } catch (DivergenceException e) {
            if (study.upTo() == null) {
                throw e;
            }
            return !isStopped(); // it is out, and the others go on
        }
    }

    /** Waits until a run is free again, or all have come to their ends: the next stage needs them all. */
    private boolean isDone(Stage stage) {
        boolean said = false;
        while (!isStopped()) {
            List<RunState> states = stage.folder().states(stage.study());
            List<RunState> others = states.stream()
                    .filter(state -> state.kind() == Kind.RUNNING || state.kind() == Kind.CLAIMED)
                    .toList();
            if (others.isEmpty()
                    || states.stream().anyMatch(state -> state.kind() == Kind.WAITING || state.kind() == Kind.LEFT)) {
                return states.stream()
                        .allMatch(state -> state.kind() == Kind.FINISHED || state.kind() == Kind.DIVERGED);
            }
            if (!said) {
                said = true;
                command.commandLine()
                        .getErr()
                        .println(Terminal.of(command)
                                .talk()
                                .prose("waiting for " + Text.count(others.size(), "run") + " of other parts, such as "
                                        + others.get(0).run().entry().name() + ", "
                                        + others.get(0).words()));
                command.commandLine().getErr().flush();
            }
            await();
        }
        return false;
    }

    private void await() {
        try {
            stopped.await(MILLISECONDS_A_LOOK, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
