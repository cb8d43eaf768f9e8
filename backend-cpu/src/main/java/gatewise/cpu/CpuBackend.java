package gatewise.cpu;

import gatewise.backend.Accelerator;
import gatewise.backend.Backend;
import gatewise.backend.Check;
import gatewise.backend.Examination;
import gatewise.backend.NativeLibraries;
import gatewise.kernel.KernelKind;
import gatewise.kernel.KernelSpeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's CPU backend and this module's layers. */
public final class CpuBackend implements Backend {
    private static final Accelerator ACCELERATOR = new CpuAccelerator(KernelKind.OPENBLAS);

    /** With fewer rows a thread, little is gained or something lost. */
    private static final int VECTOR_ROWS = 32;

    /** With more units, the products by OpenBLAS are faster: its order of a large matrix suits the caches. */
    private static final int VECTOR_UNITS = 256;

    private static Examination examination;

    /** For {@link java.util.ServiceLoader}. */
    public CpuBackend() {}

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String description() {
        Properties properties = new Properties();
        try (InputStream in = CpuBackend.class.getResourceAsStream("backend.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("description");
    }

    @Override
    public Examination examine() {
        return examined();
    }

    private static synchronized Examination examined() {
        if (examination == null) {
            examination = CpuCheck.examine(Loader.getPlatform(), NativeLibraries::load);
        }
        return examination;
    }

    @Override
    public void start() {
        examine().requireUsable();
        Nd4j.getBackend();
    }

    @Override
    public Optional<Accelerator> accelerator() {
        return Optional.of(ACCELERATOR);
    }

    @Override
    public Optional<Accelerator> vectorAccelerator() {
        return KernelKind.VECTOR.obstacle().isPresent()
                ? Optional.empty()
                : Optional.of(new CpuAccelerator(KernelKind.VECTOR));
    }

    @Override
    public Optional<String> vectorObstacle() {
        return KernelKind.VECTOR.obstacle();
    }

    @Override
    public boolean prefersVectorAccelerator(MultiLayerConfiguration portable, int rows) {
        return vectorAccelerator().isPresent() && suitsVectors(portable, rows) && KernelSpeed.vectorIsFaster();
    }

    /** Whether a network is one of those for which the kernels by the Vector API are fast where they are. */
    static boolean suitsVectors(MultiLayerConfiguration portable, int rows) {
        return rows >= VECTOR_ROWS
                && new CpuAccelerator(KernelKind.VECTOR).serves(portable)
                && portable.getConfs().stream()
                        .map(conf -> CpuAccelerator.innermost(conf.getLayer()))
                        .filter(BaseRecurrentLayer.class::isInstance)
                        .allMatch(layer -> ((BaseRecurrentLayer) layer).getNOut() <= VECTOR_UNITS);
    }

    @Override
    public Optional<Check> vectorCheck() {
        return Optional.of(Check.ok("kernels", KernelSpeed.finding()));
    }
}
