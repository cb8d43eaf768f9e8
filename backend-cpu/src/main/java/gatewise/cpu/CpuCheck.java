package gatewise.cpu;

import gatewise.backend.Examination;
import gatewise.backend.NativeLibraries;
import java.util.List;

/** Whether the CPU backend's natives load: OpenBLAS first, because ND4J's own need it. */
final class CpuCheck {
    static final String OPENBLAS = "org.bytedeco.openblas.global.openblas";
    static final String ND4J = "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu";

    private CpuCheck() {}

    /** Loads the library behind a JavaCPP class. */
    @FunctionalInterface
    interface LibraryLoader {
        void load(String className) throws ReflectiveOperationException;
    }

    static Examination examine(String platform, LibraryLoader loader) {
        for (String className : new String[] {OPENBLAS, ND4J}) {
            try {
                loader.load(className);
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                String what = className.equals(OPENBLAS) ? "OpenBLAS" : "ND4J's CPU backend";
                return Examination.unusable(List.of(), NativeLibraries.problem(what, platform, e));
            }
        }
        return Examination.usable(List.of());
    }
}
