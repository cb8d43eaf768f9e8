package gatewise.spark;

import gatewise.io.Installation;
import gatewise.io.OwnLibraries;
import gatewise.io.UserError;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Spark's settings for a cluster. Those that a user gives, as system properties {@code spark.*}, hold, but for those that
 * results depend on.
 */
final class SparkSettings {
    static final String MEMORY = "spark.executor.memory";
    private static final String EXECUTOR_FLAGS = "spark.executor.extraJavaOptions";
    private static final List<String> GPUS =
            List.of("spark.executor.resource.gpu.amount", "spark.task.resource.gpu.amount");
    private static final String HEARTBEAT = "spark.executor.heartbeatInterval";
    private static final String FAILURES = "spark.executor.heartbeat.maxFailures";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,7})([mg]?)b?");
    private static final int MIB_A_GIB = 1024;

    /** Flags of the launcher that an executor needs, too; those of memory are the executor's own. */
    private static final Pattern FLAG = Pattern.compile(
            "-XX:[+-].*|-Dorg\\.bytedeco\\..*|-Dorg\\.nd4j\\..*|-Djava\\.awt\\.headless=.*|-{2}enable-native-access=.*"
                    + "|-{2}sun-misc-unsafe-memory-access=.*");

    /** Variables that natives read when they are loaded. */
    private static final List<String> VARIABLES =
            List.of("OPENBLAS_CORETYPE", "ND4J_CUDA_FORCE_SINGLE_GPU", "OMP_NUM_THREADS");

    private SparkSettings() {}

    /** Of an executor's heap, in MiB. */
    static int executorMemory() {
        String said = System.getProperty(MEMORY, "1g").strip().toLowerCase(Locale.ROOT);
        Matcher size = SIZE.matcher(said);
        if (!size.matches()) {
            throw new UserError(MEMORY + "=" + said + " is no size", "give it such as 2g or 1500m");
        }
        int number = Integer.parseInt(size.group(1));
        return size.group(2).equals("g") ? Math.multiplyExact(number, MIB_A_GIB) : number;
    }

    /**
     * All that differ from Spark's own.
     *
     * @param threads that a task computes with; an executor has one task at a time, as threads of ND4J are set for a process
     * @param environment of this process
     */
    static Map<String, String> of(SparkCluster cluster, int threads, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.master", cluster.master().url());
        settings.put("spark.app.name", System.getProperty("spark.app.name", "gatewise"));
        settings.put("spark.task.cpus", Integer.toString(threads));
        settings.put("spark.executor.cores", Integer.toString(threads));
        settings.put("spark.ui.enabled", System.getProperty("spark.ui.enabled", "false"));
        if (!environment.containsKey("SPARK_LOCAL_IP") && !environment.containsKey("SPARK_LOCAL_HOSTNAME")) {
            settings.put("spark.driver.host", System.getProperty("spark.driver.host", cluster.address()));
        }
        settings.put(EXECUTOR_FLAGS, flags());
        if (System.getProperty(HEARTBEAT) == null) {
            // They say how far a run is. One that is not heard gives up after ten minutes, as with Spark's own
            // settings.
            settings.put(HEARTBEAT, "2s");
            settings.put(FAILURES, System.getProperty(FAILURES, "300"));
        }
        VARIABLES.stream()
                .filter(environment::containsKey)
                .forEach(name -> settings.put("spark.executorEnv." + name, environment.get(name)));
        if (jars().stream().anyMatch(jar -> jar.getFileName().toString().startsWith("nd4j-cuda-"))) {
            GPUS.forEach(gpus -> settings.put(gpus, System.getProperty(gpus, "1")));
        }
        // Apart from Spark's: both have libraries, in other versions.
        settings.put("spark.executor.userClassPathFirst", "true");
        settings.put(
                "spark.jars",
                joined(
                        jars().stream()
                                .map(jar -> cluster.library() == null
                                        ? jar.toUri().toString()
                                        : "local:" + cluster.library() + "/" + jar.getFileName()),
                        ","));
        return settings;
    }

    private static String joined(Stream<String> parts, String separator) {
        return parts.collect(Collectors.joining(separator));
    }

    private static String flags() {
        Stream<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> FLAG.matcher(flag).matches())
                .map(flag -> flag.contains(" ") ? '"' + flag + '"' : flag);
        return joined(Stream.concat(own, Stream.ofNullable(System.getProperty(EXECUTOR_FLAGS))), " ");
    }

    /** Of this application, without its way of logging: executors have Spark's. */
    private static List<Path> jars() {
        List<Path> jars = Installation.jars().stream()
                .filter(jar -> !OwnLibraries.isForLogging(jar))
                .toList();
        if (jars.isEmpty()) {
            throw new UserError("this application's jars are not known", "start Gatewise by bin/gatewise");
        }
        return jars;
    }
}
