package gatewise.machine;

import com.sun.management.OperatingSystemMXBean;
import gatewise.backend.Backend;
import gatewise.backend.Check;
import gatewise.backend.Check.Status;
import gatewise.backend.Examination;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** Everything that training needs of this machine, looked at one by one. */
public record Diagnosis(List<Check> checks) {
    static final long LITTLE_MEMORY = 1L << 30;

    private static final int NEEDED_JAVA = 17;
    private static final List<String> DATA = List.of(
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz");

    public Diagnosis {
        checks = List.copyOf(checks);
    }

    /** Looks at this machine; loads ND4J only when its backend proved usable. */
    public static Diagnosis run() {
        List<Check> checks = new ArrayList<>();
        checks.add(java(Runtime.version().feature(), System.getProperty("java.vendor", "")));
        try {
            checks.addAll(backend(ActiveBackend.get()));
        } catch (UserError e) {
            checks.add(Check.fail("backend", e.problem().toString(), e.fix().toString()));
        }
        Cpu cpu = Cpu.here();
        checks.add(Check.ok("CPU", Text.count(cpu.cores(), "core") + ", features: " + cpu.features()));
        checks.add(threads(System.getenv("OMP_NUM_THREADS"), cpu.cores()));
        checks.add(data(Diagnosis.class.getClassLoader()));
        checks.add(memory(Runtime.getRuntime().maxMemory(), freePhysicalMemory()));
        checks.add(disk());
        return new Diagnosis(checks);
    }

    /** Whether nothing here keeps training from running. */
    public boolean trainingWouldRun() {
        return checks.stream().noneMatch(check -> check.status() == Status.FAIL);
    }

    static Check java(int version, String vendor) {
        String detail = version + " (" + vendor + ")";
        return version >= NEEDED_JAVA
                ? Check.ok("Java", detail)
                : Check.fail("Java", detail, "install Java " + NEEDED_JAVA + " or newer");
    }

    static List<Check> backend(Backend backend) {
        List<Check> checks = new ArrayList<>();
        Examination examination = backend.examine();
        checks.add(Check.ok("backend", backend.name() + ": " + backend.description()));
        checks.addAll(examination.checks());
        checks.add(examination
                .problem()
                .map(problem -> Check.fail("usable", problem.reason(), problem.fix()))
                .orElseGet(Diagnosis::nd4j));
        if (examination.problem().isEmpty()) {
            backend.vectorCheck().ifPresent(checks::add);
        }
        return checks;
    }

    private static Check nd4j() {
        try {
            return Check.ok("usable", "natives load: " + Nd4jRuntime.describe());
        } catch (RuntimeException | LinkageError e) {
            return Check.fail(
                    "usable",
                    "ND4J does not start (" + Reason.of(e) + ")",
                    "delete JavaCPP's cache (~/.javacpp/cache) and rebuild with mvn clean package");
        }
    }

    static Check threads(String setting, int cores) {
        if (setting == null) {
            return Check.ok("threads", "OMP_NUM_THREADS is not set");
        }
        String detail = "OMP_NUM_THREADS=" + setting;
        if (!setting.matches("[1-9]\\d{0,5}")) {
            return Check.warn(
                    "threads", detail + " is no number of threads", "unset it or give a number from 1 to " + cores);
        }
        return Integer.parseInt(setting) > cores
                ? Check.warn(
                        "threads",
                        detail + " on " + Text.count(cores, "core"),
                        "unset it or give a number from 1 to " + cores)
                : Check.ok("threads", detail);
    }

    static Check data(ClassLoader loader) {
        long bytes = 0;
        for (String file : DATA) {
            String resource = "gatewise/mnist/" + file;
            try (InputStream in = loader.getResourceAsStream(resource)) {
                if (in == null) {
                    return Check.fail("data", resource + " is missing", "rebuild with mvn clean package");
                }
                bytes += in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                return Check.fail(
                        "data", resource + " cannot be read: " + e.getMessage(), "rebuild with mvn clean package");
            }
        }
        return Check.ok("data", "MNIST, " + DATA.size() + " files, " + size(bytes));
    }

    static Check memory(long heap, long free) {
        String detail = "heap up to " + size(heap) + ", " + size(free) + " of the machine's free";
        return free < LITTLE_MEMORY
                ? Check.warn("memory", detail, "close other programs: training takes about " + size(LITTLE_MEMORY))
                : Check.ok("memory", detail);
    }

    private static Check disk() {
        try {
            File cache = Loader.getCacheDir();
            return disk(cache.toString(), cache.getUsableSpace());
        } catch (IOException e) {
            return Check.fail(
                    "disk",
                    Reason.of(e),
                    "choose a writable folder with GATEWISE_OPTS=-Dorg.bytedeco.javacpp.cachedir=<folder>");
        }
    }

    static Check disk(String folder, long free) {
        String detail = size(free) + " free for unpacked natives in " + folder;
        return free < LITTLE_MEMORY ? Check.warn("disk", detail, "make room there") : Check.ok("disk", detail);
    }

    private static long freePhysicalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
    }

    static String size(long bytes) {
        return bytes < 1L << 30 ? (bytes >> 20) + " MiB" : Text.format("%.1f GiB", bytes / (double) (1L << 30));
    }
}
