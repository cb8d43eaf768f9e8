package gatewise.machine;

import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The one class of this room that touches ND4J, and so initialises it: only after the backend proved usable. */
final class Nd4jRuntime {
    private Nd4jRuntime() {}

    /** The backend that ND4J chose and its BLAS, such as "CpuBackend, BLAS OPENBLAS". */
    static String describe() {
        Properties information = Nd4j.getExecutioner().getEnvironmentInformation();
        return Nd4j.getBackend().getClass().getSimpleName() + ", BLAS " + information.getProperty("blas.vendor");
    }

    /** Of OpenMP, which ND4J's operations and OpenBLAS share. */
    static void useThreads(int threads) {
        Nd4j.factory().blas().setMaxThreads(threads); // first: it initialises Nd4j, which the next line needs
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
}
