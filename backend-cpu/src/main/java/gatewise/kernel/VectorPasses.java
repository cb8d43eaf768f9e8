package gatewise.kernel;

import gatewise.cell.StepsFactory;
import java.util.Optional;

/** Passes by the Vector API. Its classes need the module jdk.incubator.vector, so this one is only loaded by its name. */
final class VectorPasses implements PassFactory {
    private static final int BITS = 512;

    VectorPasses() {}

    /** Products keep 16 sums and what they are made of in the processor's registers, of which those with shorter vectors have only 16. */
    @Override
    public Optional<String> obstacle() {
        int bits = VectorPointwise.SPECIES.vectorBitSize();
        return bits == BITS
                ? Optional.empty()
                : Optional.of("this JVM computes with vectors of " + bits + " bits, not of " + BITS);
    }

    @Override
    public PartPass create(PackedWeights weights) {
        CellShape shape = weights.shape();
        return switch (shape.cell()) {
            case SIMPLE -> PassFactory.openblas(weights);
            case LSTM -> new VectorPass(weights, new VectorLstm(shape));
            case GRU_RESET_BEFORE -> new VectorPass(weights, new VectorGruResetBefore(shape));
            case GRU_RESET_AFTER -> new VectorPass(weights, new VectorGruResetAfter(shape));
        };
    }

    @Override
    public StepsFactory steps() {
        return VectorSteps::new;
    }
}
