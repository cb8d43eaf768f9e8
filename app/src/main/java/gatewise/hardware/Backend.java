package gatewise.hardware;

import gatewise.UserError;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * The backend of this build and whether it can run on this machine. Looks without loading ND4J, once for the life of the
 * JVM; a build for a GPU never falls back to the CPU.
 */
public final class Backend {
    private static Backend detected;

    private final BackendDescription description;
    private final Finding finding;

    Backend(BackendDescription description, Finding finding) {
        this.description = description;
        this.finding = finding;
    }

    /** Looks at the backend on the class path; the first call may unpack natives and takes up to some seconds. */
    public static synchronized Backend detect() {
        if (detected == null) {
            BackendDescription description = BackendDescription.read(Backend.class.getClassLoader());
            String platform = Loader.getPlatform();
            detected = new Backend(
                    description,
                    description.isCuda()
                            ? new CudaCheck(description, platform, new ReflectiveCudaProbe()).examine()
                            : CpuCheck.examine(platform, NativeLibraries::load));
        }
        return detected;
    }

    /** What the build carries. */
    public BackendDescription description() {
        return description;
    }

    /** Whether it computes on the CPU. */
    public boolean isCpu() {
        return !description.isCuda();
    }

    /** The GPU that work would run on, if one answered. */
    public Optional<Gpu> gpu() {
        return finding.gpu();
    }

    /** Why the backend cannot run here, if it cannot. */
    public Optional<Problem> problem() {
        return finding.problem();
    }

    /** Does nothing when the backend can run here, else throws a one-line reason with its fix. */
    public void requireUsable() {
        finding.problem().ifPresent(problem -> {
            throw UserError.failedJob(
                    "the " + description.name() + " backend cannot run here: " + problem.message(), problem.cause());
        });
    }

    /** Requires a usable backend, then initialises ND4J and, on a GPU, sets the memory cap: before any other ND4J call. */
    public void start() {
        requireUsable();
        gpu().ifPresent(gpu -> Nd4jRuntime.limitDeviceMemory(memoryCap(gpu)));
    }

    /** The cap on GPU memory in bytes. */
    static long memoryCap(Gpu gpu) {
        return GpuMemory.cap(System.getenv(GpuMemory.VARIABLE), gpu.freeBytes());
    }
}
