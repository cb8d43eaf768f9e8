package gatewise.spark;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Spark that the user has, whose jars the launcher puts on the class path. */
final class SparkHome {
    private static final String VARIABLE = "SPARK_HOME";
    private static final String WANTED = "Spark 4 with Scala 2.13";
    private static final Pattern CORE = Pattern.compile("spark-core_[0-9.]+-[0-9].*\\.jar");
    private static final Pattern WANTED_CORE = Pattern.compile("spark-core_2\\.13-4\\..*\\.jar");
    /** One of Spark's own classes, and one of those that it needs. */
    private static final List<String> CLASSES = List.of("org.apache.spark.SparkContext", "io.netty.channel.Channel");

    private SparkHome() {}

    /**
     * Looks whether it is there, and its jars.
     *
     * @param environment of this process
     * @throws UserError if not, or they are of another version
     */
    static void check(Map<String, String> environment) {
        String home = environment.getOrDefault(VARIABLE, "");
        if (home.isBlank()) {
            throw new UserError(
                    Phrase.of(Setting.SPARK, " takes its jars from " + VARIABLE + ", which is not set"),
                    "set it to the folder of " + WANTED + ", which has them in jars/");
        }
        List<String> found = cores(home);
        if (found.isEmpty()) {
            throw new UserError(
                    VARIABLE + " is " + home + ", which has no jars/spark-core_2.13-4.*.jar",
                    "set it to the folder of " + WANTED);
        }
        for (String jar : found) {
            if (!WANTED_CORE.matcher(jar).matches()) {
                throw new UserError(
                        VARIABLE + " is " + home + ", which has jars/" + jar, "set it to the folder of " + WANTED);
            }
        }
    }

    private static List<String> cores(String home) {
        try {
            Path jars = Path.of(home, "jars");
            if (!Files.isDirectory(jars)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(jars)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> CORE.matcher(name).matches())
                        .sorted()
                        .toList();
            }
        } catch (IOException | InvalidPathException e) {
            throw new UserError(
                    VARIABLE + " is " + home + ", whose jars/ cannot be read (" + Reason.of((Throwable) e) + ")",
                    "set it to the folder of " + WANTED,
                    e);
        }
    }

    /** @throws UserError if Gatewise was not started so that they are on the class path */
    static void checkOnClassPath() {
        for (String name : CLASSES) {
            try {
                Class.forName(name, false, SparkHome.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new UserError(
                        "the jars of " + VARIABLE + " are not on the class path (no " + name + ")",
                        "start Gatewise by bin/gatewise",
                        e);
            }
        }
    }
}
