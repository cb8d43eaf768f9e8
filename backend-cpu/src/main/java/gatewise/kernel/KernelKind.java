package gatewise.kernel;

import java.util.Locale;
import java.util.Optional;

/** What computes the passes of a kernel. All give the same results but for rounding. */
public enum KernelKind {
    /** Matrix products by OpenBLAS. */
    OPENBLAS,

    /** Java's Vector API, where the JVM has its module and vectors of 512 bits; of cells with gates. */
    VECTOR;

    private static final String MODULE = "jdk.incubator.vector";

    /** {@return why this JVM does not have it, in a few words; empty if it does} */
    public Optional<String> obstacle() {
        if (this == OPENBLAS) {
            return Optional.empty();
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("this JVM was started without --add-modules " + MODULE);
        }
        try {
            return passes().obstacle();
        } catch (IllegalStateException | LinkageError e) {
            return Optional.of("its classes do not load (" + e + ")");
        }
    }

    /** Makes passes, or throws where there is no such module. */
    PassFactory passes() {
        if (this == OPENBLAS) {
            return PassFactory::openblas;
        }
        try {
            return (PassFactory) Class.forName("gatewise.kernel.VectorPasses")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("the vector kernels cannot be loaded", e);
        }
    }

    /** {@return its name in files and summaries} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
