package gatewise.cli;

import gatewise.io.FolderLock;
import gatewise.io.Text;
import gatewise.study.Part;
import gatewise.study.RunState;
import gatewise.study.RunState.Kind;
import gatewise.study.RunTurns;
import gatewise.study.SearchFolder;
import gatewise.study.Stage;
import gatewise.study.Study;
import gatewise.study.StudyTraining;
import gatewise.training.DivergenceException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** Trains the runs of a search stage by stage: in this process, which may be one of several, or on a cluster. */
final class StageRuns implements Stage.Executor {
    private static final long MILLISECONDS_A_LOOK = 500;

    private final CommandSpec command;
    private final SearchFolder folder;
    private final Part part;
    private final BiFunction<Stage, RunTurns, StudyTraining> trainings;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile StudyTraining training;

    /**
     * @param part that this process is; null if it has the search for itself
     * @param trainings what trains a stage, when it is this process's turn
     */
    StageRuns(
            CommandSpec command, SearchFolder folder, Part part, BiFunction<Stage, RunTurns, StudyTraining> trainings) {
        this.command = command;
        this.folder = folder;
        this.part = part;
        this.trainings = trainings;
    }

    /** Ends training soon, from any thread. */
    void stop() {
        stopped.countDown();
        StudyTraining running = training;
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
        StudyTraining running = trainings.apply(stage, turns);
        training = running;
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
