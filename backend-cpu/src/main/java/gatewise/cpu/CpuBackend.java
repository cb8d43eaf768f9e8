package gatewise.cpu;

import gatewise.backend.Accelerator;
import gatewise.backend.Backend;
import gatewise.backend.Examination;
import gatewise.backend.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's CPU backend and this module's layers. */
public final class CpuBackend implements Backend {
    private static final Accelerator ACCELERATOR = new CpuAccelerator();

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
}
