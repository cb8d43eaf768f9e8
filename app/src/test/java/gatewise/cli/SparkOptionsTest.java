package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before a cluster is asked for anything. */
class SparkOptionsTest {
    private static final String URL = "spark://127.0.0.1:7077";

    @TempDir
    Path folder;

    private CommandResult compare(String... words) {
        Object[] command = new Object[words.length + 3];
        command[0] = "compare";
        command[1] = "--out";
        command[2] = folder.resolve("out");
        System.arraycopy(words, 0, command, 3, words.length);
        CommandResult result = run(command);
        assertThat(folder.resolve("out")).doesNotExist();
        return result;
    }

    @Test
    void flagsThatDoNotGoTogether() {
        compare("--spark", URL, "--part", "1/2")
                .isWrongUse("--spark does not go with --part: Spark shares the runs out");
        compare("--spark", URL, "--seconds", "3")
                .isWrongUse("--spark does not go with --seconds, whose epochs depend on the worker; bound the runs by");
        compare("--spark-lib", "/opt/gatewise/lib").isWrongUse("got no --spark; give both");
        compare("--report", "--spark", URL).isWrongUse("--report takes the study as it is in --out, got --spark too");
    }

    @Test
    void aUrlThatIsNone() {
        compare("--spark", "node1:7077").isWrongUse("--spark node1:7077: expected spark://HOST:PORT; give the URL of");
        compare("--spark", "yarn").isWrongUse("--spark yarn: expected spark://HOST:PORT");
    }

    @Test
    void noSparkHere() {
        assumeThat(System.getenv("SPARK_HOME")).isNull();
        compare("--spark", URL)
                .isWrongUse("--spark takes its jars from SPARK_HOME, which is not set; set it to the folder");
    }
}
