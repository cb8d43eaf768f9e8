package gatewise.cuda;

import gatewise.backend.Backend;
import gatewise.backend.BackendException;
import gatewise.backend.Check;
import gatewise.backend.Examination;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's CUDA backend on the first GPU that CUDA shows. It never falls back to the CPU. */
public final class CudaBackend implements Backend {
    private static final int DEVICE = 0;
    private static final ComputeCapability ADA = new ComputeCapability(8, 9);
    private static final Pattern BEFORE_ADA = Pattern.compile("11\\.[0-7]");

    private static CudaFinding found;

    @Override
    public String name() {
        return "cuda";
    }

    @Override
    public String description() {
        return CudaBuild.read().description();
    }

    @Override
    public Examination examine() {
        CudaFinding finding = find();
        return new Examination(finding.gpu().map(CudaBackend::checks).orElse(List.of()), finding.problem());
    }

    /** Once: a second question to a runtime that did not load gives a less telling answer. */
    private static synchronized CudaFinding find() {
        if (found == null) {
            found = new CudaCheck(CudaBuild.read(), Loader.getPlatform(), new RuntimeProbe()).examine();
        }
        return found;
    }

    @Override
    public void start() {
        examine().requireUsable();
        find().gpu().ifPresent(gpu -> limitMemory(memoryCap(gpu)));
    }

    /**
     * Lets ND4J's arrays outside workspaces take at most this many bytes of the device; 0 lifts the limit. Of ND4J's
     * several settings this is the one that its allocator asks: {@code setMaxDeviceMemory} is stored and never read, the
     * limit on the group of devices is counted and not asked.
     */
    static void limitMemory(long bytes) {
        Nd4j.getEnvironment().setDeviceLimit(DEVICE, bytes);
    }

    /** The cap on a GPU's memory in bytes. */
    static long memoryCap(Gpu gpu) {
        return GpuMemory.cap(System.getenv(GpuMemory.VARIABLE), gpu.memory().free());
    }

    /** What doctor shows of a GPU. */
    static List<Check> checks(Gpu gpu) {
        Gpu.Versions versions = gpu.versions();
        List<Check> checks = new ArrayList<>();
        checks.add(gpuCheck(gpu));
        checks.add(Check.ok(
                "CUDA",
                "driver " + versions.driver() + " (serves CUDA " + versions.driverCuda() + "), runtime "
                        + versions.runtime()));
        checks.add(memoryCheck(gpu));
        return checks;
    }

    /** CUDA 11.8 is the first that knows 8.9; a run with older libraries is reported to have failed (docs/gpu.md). */
    private static Check gpuCheck(Gpu gpu) {
        String detail = gpu.name() + ", compute capability " + gpu.capability();
        String runtime = gpu.versions().runtime();
        return gpu.capability().equals(ADA) && BEFORE_ADA.matcher(runtime).matches()
                ? Check.warn(
                        "GPU",
                        detail + ": CUDA " + runtime
                                + "'s libraries hold no code made for it, and one such GPU is reported not to start"
                                + " with them",
                        "if it does not start, rebuild with -Pcuda -Dcuda.redist, which bundles the libraries of CUDA 11.8")
                : Check.ok("GPU", detail);
    }

    private static Check memoryCheck(Gpu gpu) {
        String free =
                size(gpu.memory().free()) + " free of " + size(gpu.memory().total());
        try {
            return Check.ok("GPU memory", free + ", grows on demand up to " + size(memoryCap(gpu)));
        } catch (BackendException e) {
            return Check.fail("GPU memory", e.problem().reason(), e.problem().fix());
        }
    }

    private static String size(long bytes) {
        return bytes < 1L << 30
                ? (bytes >> 20) + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
