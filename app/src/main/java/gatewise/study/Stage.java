package gatewise.study;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.training.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs of a search that may be trained in any order and anywhere: those of a rung, or the winner's. Each is a run of {@link
 * #study}, a network with its plan and its seed, up to {@link Study#mostEpochs} epochs, and leaves in {@link #folder} what
 * {@link StudyRunner} leaves there: its checkpoints and its result. A run that goes on has the bits of one that was never
 * stopped.
 *
 * @param folder of the study
 * @param before whose runs these go on from, each from the one of the same network and seed if there is one; null for the
 *     first rung
 */
public record Stage(Study study, StudyFolder folder, Stage before) {

    /** Trains runs: this process alone, with others, or others alone. */
    @FunctionalInterface
    public interface Executor {
        /**
         * Trains what is left of a stage.
         *
         * @return whether all of its runs have come to their ends, or training was stopped; runs that diverged have no results
         */
        boolean train(Stage stage);
    }

    /**
     * The checkpoint that a run goes on from: its own, if a process left one behind, or that of the stage before. Null if it
     * begins.
     */
    public Path latest(Study.Run run) {
        RunFolder own = folder.run(run);
        if (own.holdsRun() && isOf(run, own.latest())) {
            return own.latest();
        }
        RunFolder earlier = earlier(run);
        return earlier == null ? null : earlier.last();
    }

    /** Brings a run's checkpoints here from the stage before, unless they are here already. To be called by who has the run. */
    void bring(Study.Run run) {
        RunFolder own = folder.run(run);
        RunFolder earlier = earlier(run);
        boolean there = own.holdsRun() && isOf(run, own.latest());
        if (!there && earlier != null) {
            own.bring(earlier);
        }
    }

    private RunFolder earlier(Study.Run run) {
        if (before == null) {
            return null;
        }
        return before.study.runs().stream()
                .filter(other -> other.entry().name().equals(run.entry().name()) && other.seed() == run.seed())
                .map(before.folder::run)
                .filter(other -> Files.exists(other.last()))
                .findFirst()
                .orElse(null);
    }

    private boolean isOf(Study.Run run, Path file) {
        Provenance there = Checkpoint.provenance(file);
        return there.isTrained()
                && there.plan().equals(run.plan())
                && there.network().equals(run.entry().network())
                && there.data().sha256().equals(study.data().sha256());
    }
}
