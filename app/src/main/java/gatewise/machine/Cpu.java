package gatewise.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processor: how many cores the JVM may use and which of the vector extensions that matter here it has.
 *
 * @param features such as "avx2 fma", or "unknown" where the system does not tell
 */
public record Cpu(int cores, String features) {
    static final String UNKNOWN = "unknown";

    private static final List<String> INTERESTING = List.of("avx2", "fma", "avx512f", "asimd");

    /** This machine's. */
    public static Cpu here() {
        return new Cpu(Runtime.getRuntime().availableProcessors(), features(Path.of("/proc/cpuinfo")));
    }

    /** Reads the form of Linux's /proc/cpuinfo: flags on x86, Features on ARM. */
    static String features(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .map(line -> among(line.substring(line.indexOf(':') + 1)))
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String among(String flags) {
        Set<String> all = new HashSet<>(Arrays.asList(flags.trim().split("\\s+")));
        String found =
                String.join(" ", INTERESTING.stream().filter(all::contains).toList());
        return found.isEmpty() ? "none of " + String.join(" ", INTERESTING) : found;
    }
}
