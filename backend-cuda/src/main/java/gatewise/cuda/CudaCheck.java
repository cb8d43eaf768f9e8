package gatewise.cuda;

import gatewise.backend.NativeLibraries;
import gatewise.backend.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the CUDA backend can run here. Asks in an order in which each answer is clear: platform, driver and runtime,
 * device, compute capability, CUDA's libraries, ND4J's natives.
 */
final class CudaCheck {
    static final String ND4J = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";
    static final List<String> LIBRARIES =
            List.of("org.bytedeco.cuda.global.cublas", "org.bytedeco.cuda.global.cusolver");

    static final int INSUFFICIENT_DRIVER = 35;
    static final int STUB_LIBRARY = 34;
    static final int NO_DEVICE = 100;
    static final int DRIVER_MISMATCH = 803;

    private static final String WHAT = "ND4J's CUDA backend";
    private static final String OR_USE_CPU = ", or use the CPU build (mvn clean package)";
    private static final String INSTALL_DRIVER =
            "install NVIDIA's driver 510.39.01 or newer (Windows: 511.23) and check that nvidia-smi lists the GPU"
                    + OR_USE_CPU;

    private final CudaBuild build;
    private final String platform;
    private final CudaProbe probe;

    CudaCheck(CudaBuild build, String platform, CudaProbe probe) {
        this.build = build;
        this.platform = platform;
        this.probe = probe;
    }

    CudaFinding examine() {
        List<ComputeCapability> carried = build.architectures().get(platform);
        if (carried == null) {
            return CudaFinding.unusable(new Problem(
                    WHAT + " has no natives for " + platform,
                    "use the CPU build (mvn clean package); natives exist for "
                            + build.architectures().keySet().stream().sorted().collect(Collectors.joining(" and ")),
                    null));
        }
        Gpu gpu;
        try {
            Optional<Problem> problem = problemWithDevices(probe.countDevices());
            if (problem.isPresent()) {
                return CudaFinding.unusable(problem.get());
            }
            gpu = probe.describe(0);
        } catch (LinkageError | RuntimeException e) {
            return CudaFinding.unusable(problemWithRuntime(e));
        }
        if (carried.stream().noneMatch(made -> made.runsOn(gpu.capability()))) {
            return CudaFinding.unusable(gpu, notCarried(gpu, carried));
        }
        for (String className : LIBRARIES) {
            try {
                probe.load(className);
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                return CudaFinding.unusable(gpu, problemWithLibrary(className, e));
            }
        }
        try {
            probe.load(ND4J);
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return CudaFinding.unusable(gpu, NativeLibraries.problem(WHAT, platform, e));
        }
        return CudaFinding.usable(gpu);
    }

    private Optional<Problem> problemWithDevices(CudaProbe.DeviceCount answer) {
        return Optional.ofNullable(
                switch (answer.status()) {
                    case 0 -> answer.devices() > 0 ? null : noDevice();
                    case NO_DEVICE -> noDevice();
                    case INSUFFICIENT_DRIVER ->
                        new Problem("NVIDIA's driver is too old for CUDA " + cudaVersion(), INSTALL_DRIVER, null);
                    case STUB_LIBRARY ->
                        new Problem(
                                "the libcuda that was found is the toolkit's stub, not NVIDIA's driver",
                                "remove the toolkit's stubs folder from LD_LIBRARY_PATH or " + INSTALL_DRIVER,
                                null);
                    case DRIVER_MISMATCH ->
                        new Problem(
                                "NVIDIA's driver and its libraries are of different versions",
                                "restart the machine, as after each update of the driver" + OR_USE_CPU,
                                null);
                    default ->
                        new Problem(
                                "CUDA answers with error " + answer.status() + " (" + answer.message() + ")",
                                "check that nvidia-smi lists the GPU" + OR_USE_CPU,
                                null);
                });
    }

    private static Problem noDevice() {
        return new Problem(
                "NVIDIA's driver is there, but it shows no GPU",
                "check that nvidia-smi lists one and that CUDA_VISIBLE_DEVICES does not hide it" + OR_USE_CPU,
                null);
    }

    private Problem problemWithRuntime(Throwable failure) {
        if (failure instanceof IllegalStateException) {
            return new Problem(
                    failure.getMessage(),
                    "check with nvidia-smi that the GPU is well and that no other program holds it alone" + OR_USE_CPU,
                    failure);
        }
        Throwable root = NativeLibraries.rootCause(failure);
        Optional<String> library = NativeLibraries.missingLibrary(root);
        if (library.isPresent()) {
            return library.get().startsWith("libcuda.so")
                    ? new Problem("no NVIDIA driver (" + library.get() + " not found)", INSTALL_DRIVER, failure)
                    : toolkitMissing(library.get(), failure);
        }
        if (String.valueOf(root.getMessage()).contains("dependent libraries")) { // Windows does not name them.
            return toolkitMissing("cudart64_110.dll, or the driver's nvcuda.dll,", failure);
        }
        return NativeLibraries.problem("CUDA's Java binding", platform, failure);
    }

    private Problem problemWithLibrary(String className, Throwable failure) {
        Throwable root = NativeLibraries.rootCause(failure);
        Optional<String> library = NativeLibraries.missingLibrary(root);
        if (library.isPresent() || String.valueOf(root.getMessage()).contains("dependent libraries")) {
            return toolkitMissing(library.orElse(className.substring(className.lastIndexOf('.') + 1)), failure);
        }
        return NativeLibraries.problem("CUDA's Java binding", platform, failure);
    }

    private Problem toolkitMissing(String library, Throwable failure) {
        return new Problem(
                "CUDA's library " + library + " is not found",
                "install the CUDA " + cudaVersion() + " toolkit or rebuild with -Pcuda -Dcuda.redist, which bundles it",
                failure);
    }

    private Problem notCarried(Gpu gpu, List<ComputeCapability> carried) {
        return new Problem(
                gpu.name() + " has compute capability " + gpu.capability() + ", but " + WHAT
                        + " carries machine code for "
                        + carried.stream().map(ComputeCapability::toString).collect(Collectors.joining(", "))
                        + " only (" + platform + ")",
                "choose another GPU with CUDA_VISIBLE_DEVICES" + OR_USE_CPU,
                null);
    }

    private String cudaVersion() {
        return build.cudaVersion();
    }
}
