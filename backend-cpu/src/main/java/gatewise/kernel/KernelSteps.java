package gatewise.kernel;

import gatewise.cell.CellSteps;
import gatewise.cell.CellType;
import gatewise.cell.ReaderParameters;
import gatewise.cell.StepsFactory;

/** A reader's steps by Java's Vector API, where this JVM has it with vectors of 512 bits. */
public final class KernelSteps implements StepsFactory {
    /** Of fewer units, a vector is too empty. */
    private static final int FEWEST = 8;

    /** For {@link java.util.ServiceLoader}. */
    public KernelSteps() {}

    @Override
    public boolean serves(CellType cell, int hiddenSize) {
        return hiddenSize >= FEWEST && KernelKind.VECTOR.obstacle().isEmpty();
    }

    @Override
    public CellSteps create(CellType cell, int inputSize, int hiddenSize, ReaderParameters parameters) {
        return KernelKind.VECTOR.passes().steps().create(cell, inputSize, hiddenSize, parameters);
    }
}
