package gatewise.spark;

import static gatewise.spark.SparkMasterTest.refuses;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkHomeTest {
    @TempDir
    Path folder;

    private Map<String, String> home() {
        return Map.of("SPARK_HOME", folder.toString());
    }

    @Test
    void needsTheVariableAndItsJars() throws Exception {
        refuses(() -> SparkHome.check(Map.of()), "spark takes its jars from SPARK_HOME, which is not set; set it to");
        refuses(() -> SparkHome.check(Map.of("SPARK_HOME", " ")), "SPARK_HOME, which is not set");
        String none =
                "SPARK_HOME is " + folder + ", which has no jars/spark-core_2.13-4.*.jar; set it to the folder of";
        refuses(() -> SparkHome.check(home()), none);
        Path jars = Files.createDirectory(folder.resolve("jars"));
        Files.createFile(jars.resolve("spark-common-utils_2.13-4.0.4.jar"));
        refuses(() -> SparkHome.check(home()), none);
        Files.createFile(jars.resolve("spark-core_2.13-4.0.4.jar"));
        SparkHome.check(home());
    }

    @Test
    void needsSpark4OfScala213() throws Exception {
        Path jars = Files.createDirectory(folder.resolve("jars"));
        for (String other : new String[] {"spark-core_2.12-3.5.6.jar", "spark-core_2.13-3.5.6.jar"}) {
            Path jar = Files.createFile(jars.resolve(other));
            refuses(
                    () -> SparkHome.check(home()),
                    "SPARK_HOME is " + folder + ", which has jars/" + other + "; set it to the folder of Spark 4 with");
            Files.delete(jar);
        }
    }

    @Test
    void needsTheJarsOnTheClassPath() {
        refuses(
                SparkHome::checkOnClassPath,
                "the jars of SPARK_HOME are not on the class path (no io.netty.channel.Channel)");
    }
}
