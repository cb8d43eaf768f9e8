package gatewise.study;

import gatewise.io.AtomicFile;
import gatewise.io.FolderLock;
import gatewise.io.Json;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of a study: what is compared, and for each run its checkpoints and, once it is finished, its result. */
public record StudyFolder(Path path) {
    /** What is written beside the runs. */
    private static final Set<String> FILES = Set.of(
            "study.json",
            "report.html",
            "results.md",
            "results.csv",
            "runs.csv",
            SearchFolder.SEARCH,
            SearchFolder.WINNER);

    private Path study() {
        return path.resolve("study.json");
    }

    /** Where a run keeps its checkpoints. */
    public RunFolder run(Study.Run run) {
        return new RunFolder(path.resolve("runs").resolve(run.folder()));
    }

    /** The checkpoint of the network that is scored on the test sequences. */
    public Path scored(Study.Run run) {
        return run.plan().scoreBest() ? run(run).best() : run(run).last();
    }

    private Path file(Study.Run run) {
        return run(run).path().resolve("result.json");
    }

    /**
     * Takes the folder for this process alone, makes it if it is not there, and clears away what a killed one left half
     * written.
     *
     * @throws UserError if another process has it or a part of it, it is a file, or nothing can be written there
     */
    public FolderLock take() {
        FolderLock lock = FolderLock.take(path);
        try {
            shared().checkNobody();
            AtomicFile.deleteLeftovers(path, FILES);
        } catch (UserError e) {
            lock.close();
            throw e;
        }
        return lock;
    }

    /**
     * Takes the place of a part for this process.
     *
     * @throws UserError if another process has it or the whole study, or it has another number of parts
     */
    public FolderLock take(Part part) {
        FolderLock.checkNoFile(path);
        FolderLock lock = shared().take(part);
        // In this order, as a process that takes the whole looks for parts after that: of the two one sees the other.
        if (FolderLock.isTaken(path)) {
            lock.close();
            throw FolderLock.inUse(path);
        }
        return lock;
    }

    /** The same for the folder of a run. */
    FolderLock take(Study.Run run) {
        FolderLock lock = run(run).take();
        try {
            AtomicFile.deleteLeftovers(
                    run(run).path(), Set.of(file(run).getFileName().toString(), DivergenceNote.FILE));
            DivergenceNote.delete(run(run));
        } catch (UserError e) {
            lock.close();
            throw e;
        }
        return lock;
    }

    /**
     * Makes sure that the folder is there for this study.
     *
     * @return how many of its runs are finished
     * @throws UserError if another study, or anything else, is in the way, or a result is damaged or of another study
     */
    public int check(Study study) {
        FolderLock.checkNoFile(path);
        // Looked at before the study, which another part may write just now.
        boolean anything = !Files.exists(study()) && holdsAnything();
        if (Files.exists(study())) {
            String difference = study.difference(stored().orElseThrow());
            if (difference != null) {
                throw new UserError(
                        Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " holds a study with " + difference),
                        "go on with the same settings and networks, or give another folder");
            }
        } else if (anything) {
            throw new UserError(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " holds other files and no study"),
                    "give a new or an empty folder");
        }
        return results(study).size();
    }

    /**
     * The study that is there to go on with; empty if there is none.
     *
     * @throws UserError if it is damaged
     */
    public Optional<Study> stored() {
        if (!Files.exists(study())) {
            return Optional.empty();
        }
        Study study = StoredJson.read(study(), Study.class);
        if (study.problem() != null) {
            throw StoredJson.damaged(study(), study.problem(), null);
        }
        return Optional.of(study);
    }

    /** Whether there are other files than those by which processes take it. */
    boolean holdsAnything() {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            boolean shared = shared().isOwn();
            return files.anyMatch(file -> !FolderLock.isLock(file)
                    && !(shared && file.equals(shared().path()))
                    && !AtomicFile.isUnfinished(file, FILES));
        } catch (IOException e) {
            throw new UserError(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " cannot be read (" + Reason.of(e) + ")"),
                    "give another folder",
                    e);
        }
    }

    /** Whether a process has it for itself. */
    public boolean isTaken() {
        return FolderLock.isTaken(path);
    }

    boolean isFinished(Study.Run run) {
        return Files.exists(file(run));
    }

    /** Says what the folder is for. */
    void write(Study study) {
        AtomicFile.write(study(), out -> out.write(Json.prettyBytes(study)));
    }

    private SharedFolder shared() {
        return new SharedFolder(path.resolve("parts"));
    }

    /**
     * Shares the study with its other parts, which may have begun it.
     *
     * @param part that was taken
     * @param command that started it, as a user types it
     * @throws UserError if it is another study than theirs, or one whose runs depend on the speed of their machine
     */
    public RunTurns share(Study study, Part part, String command) {
        if (study.plan().seconds() > 0) {
            throw new UserError(
                    Phrase.of(
                            Setting.PART,
                            " " + part + " does not go with ",
                            Setting.SECONDS,
                            ", whose epochs depend on the machine"),
                    Phrase.of("bound the runs by ", Setting.EPOCHS));
        }
        check(study);
        if (!Files.exists(study())) {
            AtomicFile.create(study(), out -> out.write(Json.prettyBytes(study)));
            check(study); // another part may have been faster, with another study
        }
        shared().agree(part, command, study);
        return new PartTurns(shared(), part);
    }

    /**
     * Makes a study that was shared that of this process alone, which has taken it: what its parts left is free.
     *
     * @return a warning in one line for each run that a part on another machine may still train
     * @throws UserError if a part is seen to train one, where the file system has no locks
     */
    List<String> unshare(Study study) {
        List<RunState> states = states(study);
        if (states.stream().anyMatch(state -> state.kind() == RunState.Kind.RUNNING)) {
            throw FolderLock.inUse(path);
        }
        List<String> warnings = states.stream()
                .filter(state -> state.kind() == RunState.Kind.CLAIMED)
                .map(state -> state.run().entry().name() + ", seed "
                        + state.run().seed() + ", was " + state.words() + "; it is trained here now")
                .toList();
        shared().dissolve();
        states.stream()
                .filter(state -> state.kind() == RunState.Kind.DIVERGED)
                .forEach(state -> DivergenceNote.delete(run(state.run())));
        return warnings;
    }

    /** How far each run is, as far as it can be told here. */
    public List<RunState> states(Study study) {
        return study.runs().stream()
                .map(run -> RunState.of(
                        run, isFinished(run), shared().latest(run).orElse(null), DivergenceNote.read(run(run))))
                .toList();
    }

    /** The command that began to share the study, as a user types it; empty if it is not shared. */
    public Optional<String> command() {
        return shared().agreed().map(SharedFolder.Agreement::command);
    }

    void write(Study.Run run, RunResult result) {
        AtomicFile.write(file(run), out -> out.write(Json.prettyBytes(result)));
    }

    /** Says that a run has no result, and why; until it is taken again. */
    void diverged(Study.Run run, String reason) {
        new DivergenceNote(reason).write(run(run));
    }

    /** @throws UserError if it is damaged, or of another study */
    RunResult result(Study study, Study.Run run) {
        RunResult result = StoredJson.read(file(run), RunResult.class);
        String difference = ResultCheck.difference(study, run, result, run(run));
        if (difference != null) {
            throw new UserError(file(run) + " is of a study with " + difference, StoredJson.REMEDY);
        }
        String problem = ResultCheck.problem(study, run, result);
        if (problem != null) {
            throw StoredJson.damaged(file(run), problem, null);
        }
        return result;
    }

    /**
     * The results of all finished runs, in their order.
     *
     * @throws UserError if one is damaged, or of other test sequences than the first
     */
    public List<RunResult> results(Study study) {
        List<RunResult> results = new ArrayList<>();
        for (Study.Run run : study.runs()) {
            if (isFinished(run)) {
                RunResult result = result(study, run);
                if (!results.isEmpty() && !ResultCheck.areOfSameTest(results.get(0), result)) {
                    throw StoredJson.damaged(
                            file(run),
                            "it counts other test sequences than that of "
                                    + results.get(0).network() + ", seed "
                                    + results.get(0).seed(),
                            null);
                }
                results.add(result);
            }
        }
        return results;
    }
}
