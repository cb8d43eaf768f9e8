package gatewise.training;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.io.AtomicFile;
import gatewise.io.FolderLock;
import gatewise.io.MissingFile;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder that a training run writes into. */
public record RunFolder(Path path) {

    /** The network after the last epoch (or batch, if stopped), with all that is needed to go on. */
    public Path last() {
        return path.resolve("last.zip");
    }

    /** The network of the epoch with the highest validation accuracy. */
    public Path best() {
        return path.resolve("best.zip");
    }

    public Path history() {
        return path.resolve("history.csv");
    }

    public Path learningCurve() {
        return path.resolve("learning-curve.png");
    }

    public Path confusionMatrix() {
        return path.resolve("confusion-matrix.png");
    }

    public Path report() {
        return path.resolve("report.json");
    }

    /**
     * Takes the folder for this process alone, makes it if it is not there, and clears away what killed runs left half
     * written.
     *
     * @throws UserError if another process has it, or nothing can be written there
     */
    public FolderLock take() {
        FolderLock lock = FolderLock.take(path);
        try {
            checkFiles();
            AtomicFile.deleteLeftovers(
                    path, written().map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        } catch (UserError e) {
            lock.close();
            throw e;
        }
        return lock;
    }

    private Stream<Path> written() {
        return Stream.of(last(), best(), history(), learningCurve(), confusionMatrix(), report());
    }

    /** A folder cannot be written to, and to write to a pipe would wait for ever. */
    private void checkFiles() {
        written()
                .filter(file -> Files.exists(file) && !Files.isRegularFile(file))
                .findFirst()
                .ifPresent(other -> {
                    throw new UserError(
                            Phrase.of(
                                    Setting.OUTPUT_FOLDER,
                                    " " + path + " has a " + (Files.isDirectory(other) ? "folder " : "pipe or device ")
                                            + other.getFileName() + ", where a file is to be written"),
                            "take that away, or give another folder");
                });
    }

    /** @throws UserError if a run is there, which a new one must not overwrite */
    public void checkNew() {
        if (holdsRun()) {
            throw new UserError(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " already holds a run"),
                    Phrase.of("continue it with ", Setting.RESUME, ", or give another folder"));
        }
    }

    /** @throws UserError if there is no run to go on with */
    public void checkBegun() {
        if (!holdsRun()) {
            throw new UserError(
                    Phrase.of(
                            Setting.RESUME,
                            ": no run to continue in " + path + " (" + MissingFile.reason(path, "it has no last.zip")
                                    + ")"),
                    "give the folder of a run");
        }
    }

    /**
     * Keeps what the network of an epoch scored on all test images in the checkpoints that hold it.
     *
     * @param accuracy 0..1
     * @return a warning in one line of each file that cannot be read
     */
    public List<String> scored(int epoch, double accuracy) {
        List<String> warnings = new ArrayList<>();
        for (Path file : Stream.of(last(), best()).filter(Files::exists).toList()) {
            try {
                Provenance provenance = Checkpoint.provenance(file);
                if (provenance.isTrained()
                        && provenance.progress().epochs() == epoch
                        && provenance.progress().batch() == 0) {
                    Checkpoint.restate(
                            file, provenance.with(provenance.progress().scored(accuracy)));
                }
            } catch (UserError e) {
                if (e.exitCode() == 1) {
                    throw e;
                }
                warnings.add("the test accuracy is not kept in a checkpoint: " + e.problem());
            }
        }
        return warnings;
    }

    /** Whether there is a run to go on with. */
    public boolean holdsRun() {
        return Files.exists(last()) || Files.exists(best());
    }

    /**
     * The checkpoint to go on from: last.zip; but best.zip where last.zip is missing or behind it, as versions that wrote
     * best.zip first could leave it when they were killed.
     */
    public Path latest() {
        if (!Files.exists(last())) {
            return best();
        }
        Provenance best = provenance(best());
        if (best == null) {
            return last();
        }
        Provenance last = Checkpoint.provenance(last());
        return isSameRun(best, last)
                        && best.progress().epochs() > last.progress().epochs()
                ? best()
                : last();
    }

    /** What the last checkpoint that can be read says of the run; empty if there is none. */
    public Optional<Provenance> trained() {
        Provenance last = provenance(last());
        return Optional.ofNullable(last == null ? provenance(best()) : last).filter(Provenance::isTrained);
    }

    /** Null if there is no such file, or none that can be read. */
    private static Provenance provenance(Path file) {
        try {
            return Files.exists(file) ? Checkpoint.provenance(file) : null;
        } catch (UserError e) {
            return null;
        }
    }

    private static boolean isSameRun(Provenance one, Provenance other) {
        return one.isTrained()
                && other.isTrained()
                && Objects.equals(one.created(), other.created())
                && one.seed() == other.seed()
                && one.network().equals(other.network());
    }

    /**
     * Brings the files in order before a run goes on: it may have been killed after its last.zip and before its best.zip.
     *
     * @param checkpoint that it goes on from
     * @throws UserError if the best network, which the run is to end with, is not there
     */
    void settle(Checkpoint checkpoint) {
        Provenance now = checkpoint.provenance();
        Progress progress = now.progress();
        if (progress.epochs() == 0) {
            return;
        }
        if (!isAt(now, last(), progress.epochs())) {
            checkpoint.save(last());
        }
        if (isAt(now, best(), progress.best().epoch())) {
            return;
        }
        if (endsWithBest(progress)) {
            saveBest();
        } else if (now.plan().scoreBest()) {
            throw new UserError(
                    best() + " is not the network of epoch " + progress.best().epoch()
                            + ", the best of the run, which is to be scored at its end",
                    "copy the file there again, or train anew");
        }
    }

    /**
     * Brings a run here that goes on from where it stands in another folder, which stays as it is.
     *
     * @throws UserError (a failed job) if nothing can be written here
     */
    public void bring(RunFolder other) {
        // In this order: where last.zip is, the run is there.
        if (Files.exists(other.best())) {
            AtomicFile.write(best(), out -> Files.copy(other.best(), out));
        }
        AtomicFile.write(last(), out -> Files.copy(other.last(), out));
    }

    private static boolean isAt(Provenance run, Path file, int epoch) {
        Provenance there = provenance(file);
        return there != null && isSameRun(run, there) && there.progress().epochs() == epoch;
    }

    private static boolean endsWithBest(Progress progress) {
        EpochRecord best = progress.best();
        return progress.batch() == 0 && best != null && best.epoch() == progress.epochs();
    }

    /**
     * Writes last.zip, then best.zip if the last epoch is the best so far. In this order best.zip is never ahead of
     * last.zip, and {@link #settle} can make up for what is missing.
     */
    void save(Checkpoint checkpoint) {
        checkpoint.save(last());
        if (endsWithBest(checkpoint.provenance().progress())) {
            saveBest();
        }
    }

    private void saveBest() {
        AtomicFile.write(best(), out -> Files.copy(last(), out));
    }

    /**
     * Makes sure that it has not vanished.
     *
     * @param file that was there, or the folder; null if nothing was
     * @throws UserError (a failed job) if it is not there any more
     */
    void checkThere(Path file) {
        if (file != null && !Files.exists(file)) {
            throw UserError.failedJob(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " has vanished while training: " + file + " is gone"),
                    Phrase.of("put it back and go on with ", Setting.RESUME, ", or train anew"),
                    null);
        }
    }
}
