package gatewise.study;

import gatewise.io.AtomicFile;
import gatewise.io.FolderLock;
import gatewise.io.Phrase;
import gatewise.io.UserError;
import gatewise.training.DivergenceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The runs of a study that are trained elsewhere, each a {@link RunTask}; their files are written here as they come. */
public final class RemoteRuns {
    /** Marks a run as finished, and so is written when all else of it is there. */
    private static final String RESULT = "result.json";

    private static final Set<String> SAID = Set.of(RunTask.DIVERGED, RunTask.WARNINGS);

    private final Study study;
    private final StudyFolder folder;
    private final StudyTraining.Observer observer;
    private final DivergedRuns diverged;

    /** @param folder checked to be the study's, and taken for this process alone */
    public RemoteRuns(Study study, StudyFolder folder, StudyTraining.Observer observer) {
        this.study = study;
        this.folder = folder;
        this.observer = observer;
        diverged = new DivergedRuns(study);
    }

    /** Says what the folder is for, and which runs are finished. */
    public List<Study.Run> unfinished() {
        folder.unshare(study).forEach(observer::warns);
        folder.write(study);
        for (Study.Run run : study.runs()) {
            if (folder.isFinished(run)) {
                observer.isThere(run, folder.result(study, run));
            }
        }
        return study.runs().stream().filter(run -> !folder.isFinished(run)).toList();
    }

    /**
     * Takes what came of a run.
     *
     * @param files as {@link RunTask#train} gives them
     * @throws UserError (a failed job) if its result is missing, or it cannot be written
     */
    public void ended(Study.Run run, Map<String, byte[]> files) {
        if (files.containsKey(RunTask.DIVERGED)) {
            DivergenceException reason = new DivergenceException(text(files.get(RunTask.DIVERGED)));
            folder.diverged(run, reason.getMessage());
            diverged.add(run, reason);
            observer.diverges(run, reason);
            return;
        }
        if (!files.containsKey(RESULT)) {
            throw UserError.failedJob(
                    Phrase.of(run.entry().name(), ", seed " + run.seed() + ": came back without its result"),
                    "install the same Gatewise everywhere, and give the same command again",
                    null);
        }
        if (files.containsKey(RunTask.WARNINGS)) {
            text(files.get(RunTask.WARNINGS)).lines().forEach(observer::warns);
        }
        write(run, files);
        observer.ends(run, folder.result(study, run));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private void write(Study.Run run, Map<String, byte[]> files) {
        Path to = folder.run(run).path();
        FolderLock lock = folder.take(run);
        try {
            new TreeMap<>(files).forEach((name, content) -> {
                if (!name.equals(RESULT) && !SAID.contains(name)) {
                    write(to, name, content);
                }
            });
            write(to, RESULT, files.get(RESULT));
        } finally {
            lock.close();
        }
    }

    private static void write(Path folder, String name, byte[] content) {
        Path file = folder.resolve(name);
        if (!file.getFileName().toString().equals(name) || !folder.equals(file.getParent())) {
            throw new IllegalArgumentException("no name of a file: " + name);
        }
        AtomicFile.write(file, out -> out.write(content));
    }

    /** @throws DivergenceException if runs diverged */
    public void end() {
        diverged.throwIfAny();
    }
}
