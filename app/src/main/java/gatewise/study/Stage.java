package gatewise.study;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.training.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs of a search, or of a study, that may be trained in any order and anywhere: those of a rung, or the winner's. Each is a run of {@link
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
        RunFolder begun = begun(run);
        return begun == null ? null : begun.latest();
    }

    /** The checkpoints of a run that goes on, the last and the best, as far as they are there; none if it begins. */
    List<Path> checkpoints(Study.Run run) {
        RunFolder begun = begun(run);
        return begun == null
                ? List.of()
                : Stream.of(begun.best(), begun.last()).filter(Files::exists).toList();
    }

    /** Brings a run's checkpoints here from the stage before, unless they are here already. To be called by who has the run. */
    void bring(Study.Run run) {
        RunFolder own = folder.run(run);
        RunFolder begun = begun(run);
        if (begun != null && !begun.equals(own)) {
            own.bring(begun);
        }
    }

    /** Where a run was begun: here, if a process left it behind, or in the stage before; null if nowhere. */
    private RunFolder begun(Study.Run run) {
        RunFolder own = folder.run(run);
        return own.holdsRun() && isOf(run, own.latest()) ? own : earlier(run);
    }

    private RunFolder earlier(Study.Run run) {
        if (before == null) {
            return null;
        }
        return before.study.runs().stream()
                .filter(other -> other.entry().name().equals(run.entry().name()) && other.seed() == run.seed())
                .map(before.folder::run)
                .filter(other -> Files.exists(other.last()) && isOf(run, other.latest()))
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
