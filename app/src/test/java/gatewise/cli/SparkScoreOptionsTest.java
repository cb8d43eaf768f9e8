package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before a cluster is asked for answers. */
class SparkScoreOptionsTest {
    private static final String URL = "--spark=spark://127.0.0.1:7077";

    @TempDir
    Path folder;

    @Test
    void flagsThatDoNotGoTogether() {
        run("evaluate", "m.zip", "x.ts").isWrongUse("PATH is read by a cluster, got x.ts without --spark");
        run("evaluate", URL, "m.zip")
                .isWrongUse("--spark reads one file or folder, which stands behind the model; give");
        run("evaluate", URL, "m.zip", "x.ts", "--data", "y.ts").isWrongUse("got --data; give it as PATH, and leave");
        run("evaluate", "m.zip", "--threads", "2").isWrongUse("got no --spark");
        run("evaluate", "m.zip", "--spark-lib", "/opt").isWrongUse("got no --spark");
        for (String uri : new String[] {"hdfs://nn:8020/out", "file:/out", "s3a://bucket"}) {
            run("evaluate", "m.zip", "--out", uri)
                    .isWrongUse("--out " + uri + ": a URI is written to by a cluster, got no --spark");
        }
        run("predict", "m.zip", "x.ts", "--out", "o")
                .isWrongUse("--out is where --spark writes answers, got no --spark");
        run("predict", URL, "m.zip", "x.ts").isWrongUse("--spark writes its answers into a folder; name it by --out");
        run("predict", URL, "m.zip", "x.ts", "y.ts", "--out", "o")
                .isWrongUse("--spark answers all that is in one file");
        run("predict", URL, "m.zip", "--index", "1", "--out", "o")
                .isWrongUse("--spark answers all that is in one file");
    }

    @Test
    void aModelThatIsNone() throws Exception {
        Path model = folder.resolve("m.zip");
        run("evaluate", URL, model, "x.ts").isWrongUse("m.zip: no such file");
        Files.writeString(model, "none");
        run("evaluate", URL, model, "x.ts").isWrongUse("m.zip");
    }

    @Test
    void noSparkHere() {
        assumeThat(System.getenv("SPARK_HOME")).isNull();
        Path model = Path.of("../docs/models/lstm-28.zip");
        assumeThat(model).exists();
        run("evaluate", URL, model, "x.ts").isWrongUse("--spark takes its jars from SPARK_HOME, which is not set");
    }
}
