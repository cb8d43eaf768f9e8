package gatewise.bench;

import gatewise.io.Text;
import gatewise.io.Version;
import gatewise.machine.Cpu;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** What the figures were measured on and with. */
final class Machine {
    private static final int SIZE = 1024;
    private static final int PRODUCTS = 20;

    private Machine() {}

    /** To be asked before anything else runs. */
    static Map<String, String> describe() {
        Cpu cpu = Cpu.here();
        Version version = Version.read();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("CPU", Text.format("%s, %d cores, %s", model(), cpu.cores(), cpu.features()));
        facts.put("load before the start", load());
        facts.put("sgemm of one core", Text.format("%.0f GFLOP/s (OpenBLAS, %d x %d)", sgemmPeak(), SIZE, SIZE));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", Runtime.version().toString());
        facts.put("Gatewise", version.gatewise());
        facts.put("Deeplearning4j", version.dl4j());
        return facts;
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse("unknown");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String load() {
        return Text.format("%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The best of some products, in GFLOP/s. */
    private static double sgemmPeak() {
        openblas.blas_set_num_threads(1);
        float[] values = new float[SIZE * SIZE];
        Arrays.fill(values, 0.5f);
        double best = Double.POSITIVE_INFINITY;
        try (FloatPointer a = new FloatPointer(values);
                FloatPointer b = new FloatPointer(values);
                FloatPointer c = new FloatPointer(values)) {
            for (int product = 0; product < PRODUCTS; product++) {
                long began = System.nanoTime();
                openblas.cblas_sgemm(
                        openblas.CblasColMajor,
                        openblas.CblasNoTrans,
                        openblas.CblasNoTrans,
                        SIZE,
                        SIZE,
                        SIZE,
                        1,
                        a,
                        SIZE,
                        b,
                        SIZE,
                        0,
                        c,
                        SIZE);
                best = Math.min(best, System.nanoTime() - began);
            }
        }
        return 2.0 * SIZE * SIZE * SIZE / best;
    }
}
