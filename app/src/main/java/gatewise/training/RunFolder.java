package gatewise.training;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** @throws UserError if a run is there, which a new one must not overwrite, or a file is in the way */
    public void checkNew() {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new UserError(Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " is a file"), "give a folder");
        }
        if (Files.exists(last()) || Files.exists(best())) {
            throw new UserError(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " already holds a run"),
                    Phrase.of("continue it with ", Setting.RESUME, ", or give another folder"));
        }
    }

    /** @throws UserError if there is no run to go on with */
    public Provenance resumed() {
        if (!Files.exists(last())) {
            throw new UserError(
                    Phrase.of(Setting.RESUME, ": no run to continue in " + path + " (it has no last.zip)"),
                    "give the folder of a run");
        }
        return Checkpoint.provenance(last());
    }

    /**
     * Keeps what the network of an epoch scored on all test images in the checkpoints that hold it.
     *
     * @param accuracy 0..1
     */
    public void scored(int epoch, double accuracy) {
        for (Path file : List.of(last(), best())) {
            Provenance provenance = Checkpoint.provenance(file);
            Progress progress = provenance.progress();
            if (progress.epochs() == epoch && progress.batch() == 0) {
                Checkpoint.restate(file, provenance.with(progress.scored(accuracy)));
            }
        }
    }

    /** Writes last.zip, and best.zip if the last epoch is the best so far. */
    void save(Checkpoint checkpoint) {
        Progress progress = checkpoint.provenance().progress();
        EpochRecord best = progress.best();
        if (progress.batch() == 0 && best != null && best.epoch() == progress.epochs()) {
            checkpoint.save(best());
        }
        checkpoint.save(last());
    }
}
