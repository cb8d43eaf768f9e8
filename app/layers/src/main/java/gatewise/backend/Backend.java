package gatewise.backend;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * What computes ND4J's arrays on this machine: a CPU, a GPU. A backend is a module of its own that registers its
 * implementation for {@link ServiceLoader}; a program has exactly one on its class path.
 */
public interface Backend {
    /** {@return a short word such as {@code cpu}, which also stands in checkpoints} */
    String name();

    /** {@return what it is made of and which versions, one line} */
    String description();

    /**
     * Looks whether this machine can run it, without touching a class of ND4J: ND4J itself answers late and unclearly. Looks
     * once for the life of the JVM; the first call may unpack natives and takes up to some seconds.
     *
     * @return what it found; a backend that cannot run here is no exception
     */
    Examination examine();

    /**
     * Initialises ND4J and sets what the device needs: before any other call of ND4J.
     *
     * @throws BackendException if {@link #examine()} names a problem, or a setting of the user's cannot be meant
     */
    void start();

    /** {@return what computes networks faster than ND4J's operations here, if there is such} */
    default Optional<Accelerator> accelerator() {
        return Optional.empty();
    }

    /**
     * An accelerator that computes by Java's Vector API. It differs from {@link #accelerator()} in speed and in the last digits.
     *
     * @return empty where the JVM was not started with {@code --add-modules jdk.incubator.vector}, or its vectors are too short
     */
    default Optional<Accelerator> vectorAccelerator() {
        return Optional.empty();
    }

    /**
     * Whether {@link #vectorAccelerator()} is the faster one here for a network. Where it may be, that is measured, once for the life of
     * the JVM, in up to some seconds.
     *
     * @param portable the network's configuration
     * @param rows of a batch for each thread
     * @return false where there is none
     */
    default boolean prefersVectorAccelerator(MultiLayerConfiguration portable, int rows) {
        return false;
    }

    /** {@return in a few words, why there is no {@link #vectorAccelerator()}; empty if there is one, or this backend has none anywhere} */
    default Optional<String> vectorObstacle() {
        return Optional.empty();
    }

    /** {@return for a diagnosis, whether {@link #vectorAccelerator()} is the faster one, or why there is none; may measure as above} */
    default Optional<Check> vectorCheck() {
        return Optional.empty();
    }

    /**
     * The backend on the class path.
     *
     * @return the only one
     * @throws BackendException if there is none, or more than one
     */
    static Backend onClassPath() {
        return only(found());
    }

    /** {@return all backends on the class path, of which a program should have one} */
    static List<Backend> found() {
        return ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The one of these that there must be.
     *
     * @param found as {@link #found()} gives them
     * @return the only one
     * @throws BackendException if there is none, or more than one
     */
    static Backend only(List<Backend> found) {
        if (found.size() == 1) {
            return found.get(0);
        }
        String names = found.isEmpty()
                ? "no backend"
                : found.size() + " backends ("
                        + String.join(", ", found.stream().map(Backend::name).toList()) + ")";
        throw new BackendException(new Problem(
                names + " on the class path, expected exactly one", "have one backend of Gatewise there", null));
    }
}
