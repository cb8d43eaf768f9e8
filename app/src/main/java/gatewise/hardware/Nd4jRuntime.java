package gatewise.hardware;

import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The one class here that touches ND4J, and so initialises it: only after the backend proved usable. */
final class Nd4jRuntime {
    private static final int DEVICE = 0;

    private Nd4jRuntime() {}

    /** The backend that ND4J chose and its BLAS, such as "CpuBackend, BLAS OPENBLAS". */
    static String describe() {
        Properties information = Nd4j.getExecutioner().getEnvironmentInformation();
        return Nd4j.getBackend().getClass().getSimpleName() + ", BLAS " + information.getProperty("blas.vendor");
    }

    /**
     * Lets ND4J's arrays outside workspaces take at most this many bytes of the device; 0 lifts the limit. Of ND4J's
     * several settings this is the one that its allocator asks: {@code setMaxDeviceMemory} is stored and never read, the
     * limit on the group of devices is counted and not asked.
     */
    static void limitDeviceMemory(long bytes) {
        Nd4j.getEnvironment().setDeviceLimit(DEVICE, bytes);
    }

    /** Of OpenMP, which ND4J's operations and OpenBLAS share. */
    static void useThreads(int threads) {
        Nd4j.factory().blas().setMaxThreads(threads); // first: it initialises Nd4j, which the next line needs
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
}
