package gatewise.cell;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes the steps of cells. A module that computes them faster than plain Java registers one for {@link ServiceLoader},
 * and readers take it wherever it is on the class path.
 */
@FunctionalInterface
public interface StepsFactory {
    /** Plain Java, which runs everywhere. */
    StepsFactory PLAIN = PlainSteps::new;

    /**
     * Makes steps with a copy of the parameters.
     *
     * @param cell what kind
     * @param inputSize numbers a step, at least 1
     * @param hiddenSize units, at least 1
     * @param parameters of this cell and these sizes
     * @return for any number of sequences and threads
     */
    CellSteps create(CellType cell, int inputSize, int hiddenSize, ReaderParameters parameters);

    /**
     * Whether this is the one to take here.
     *
     * @param cell what kind
     * @param hiddenSize units
     * @return false where this JVM does not run it, or plain Java is as fast
     */
    default boolean serves(CellType cell, int hiddenSize) {
        return true;
    }

    /**
     * The fastest for a cell in this JVM.
     *
     * @param cell what kind
     * @param hiddenSize units
     * @return {@link #PLAIN} if no other serves it
     */
    static StepsFactory fastest(CellType cell, int hiddenSize) {
        return Registered.FACTORIES.stream()
                .filter(factory -> factory.serves(cell, hiddenSize))
                .findFirst()
                .orElse(PLAIN);
    }

    /** What the class path brings, looked for once. */
    final class Registered {
        private static final List<StepsFactory> FACTORIES =
                ServiceLoader.load(StepsFactory.class, StepsFactory.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();

        private Registered() {}
    }
}
