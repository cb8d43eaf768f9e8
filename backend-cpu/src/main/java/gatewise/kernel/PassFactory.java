package gatewise.kernel;

import gatewise.cell.CellType;
import gatewise.cell.StepsFactory;
import java.util.Optional;

/** Makes the passes of one kind of kernel. */
@FunctionalInterface
interface PassFactory {
    /** For the cell that the weights are of. */
    PartPass create(PackedWeights weights);

    /** Why this JVM is not one that they are for, in a few words; empty if it is. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Makes a reader's steps, of one sequence; only of kinds that have some of their own. */
    default StepsFactory steps() {
        throw new UnsupportedOperationException("there are no such steps");
    }

    /** By OpenBLAS. */
    static PartPass openblas(PackedWeights weights) {
        CellType cell = weights.shape().cell();
        return switch (cell) {
            case SIMPLE -> new SimplePass(weights);
            case LSTM -> new LstmPass(weights);
            case GRU_RESET_BEFORE -> new GruResetBeforePass(weights);
            case GRU_RESET_AFTER -> new GruResetAfterPass(weights);
        };
    }
}
