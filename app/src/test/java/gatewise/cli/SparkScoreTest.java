package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.report.ResidualReport;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of two executors of Spark to data in several parts, beside those of one process: {@code mvn -Pspark}. */
@RequiresBackend
@Tag("spark")
class SparkScoreTest {
    private static final String SPARK = "--spark=local-cluster[2,1,1024]";
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private static Path application;
    private static Path sparkHome;

    @TempDir
    Path folder;

    private Path jars;
    private final Random random = new Random(5);

    @BeforeAll
    static void find() {
        assumeTrue(System.getProperty("gatewise.spark.home") != null, "Spark was not fetched");
        application = Path.of(System.getProperty("gatewise.distribution"));
        sparkHome = Path.of(System.getProperty("gatewise.spark.home"));
    }

    @BeforeEach
    void link() throws IOException {
        jars = Files.createDirectory(folder.resolve("spark"));
        Files.createSymbolicLink(jars.resolve("jars"), sparkHome.resolve("jars"));
    }

    @AfterEach
    void unlink() throws IOException {
        Files.delete(jars.resolve("jars"));
    }

    private record End(int exitCode, List<String> out, List<String> err) {
        String text() {
            return String.join("\n", out) + "\n" + String.join("\n", err);
        }
    }

    private End gatewise(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(application.resolve("bin/gatewise").toString()));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("SPARK_HOME", jars.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment()
                .put(
                        "GATEWISE_OPTS",
                        "-XX:+UseSerialGC " + FIRST_COMPILER + " -Dspark.executor.extraJavaOptions=" + FIRST_COMPILER);
        int exitCode = builder.start().waitFor();
        return new End(exitCode, Files.readAllLines(out), Files.readAllLines(err));
    }

    private End done(String... words) throws Exception {
        End end = gatewise(words);
        assertThat(end.exitCode()).as(end.text()).isZero();
        return end;
    }

    private List<String> parts(String out, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.addAll(Files.readAllLines(folder.resolve(out).resolve("part-0000" + i)));
        }
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(count + 1)
                    .contains("_SUCCESS");
        }
        return lines;
    }

    private String numbers(int label, int count) {
        return String.join(
                ",",
                IntStream.range(0, count)
                        .mapToObj(t -> Integer.toString(random.nextInt(90) + label * t))
                        .toList());
    }

    private String ts(int count) {
        StringBuilder text = new StringBuilder("@problemName x\n@classLabel true a b\n@data\n");
        for (int i = 0; i < count; i++) {
            int length = 8 + i % 5;
            text.append(i % 100 == 0 ? "# so far " + i + "\n" : "");
            text.append(numbers(i % 2, length))
                    .append(':')
                    .append(i % 2 == 0 ? "a" : "b")
                    .append('\n');
        }
        return text.toString();
    }

    private String wide(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i % 2).append(',').append(numbers(i % 2, 9)).append("\r\n");
        }
        return text.toString();
    }

    private String steps(int count) {
        StringBuilder text = new StringBuilder("who,t,x,y\n");
        for (int i = 0; i < count; i++) {
            for (int t = 5 + i % 4; t > 0; t--) {
                text.append("p" + i + "," + t + "," + random.nextInt(90) + "," + i % 10 + "\n");
            }
        }
        return text.toString();
    }

    private Path train(String data, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("train", "--data=" + data, "--hidden=4", "--epochs=1"));
        words.addAll(List.of("--threads=1", "--out=run"));
        words.addAll(List.of(more));
        done(words.toArray(String[]::new));
        return folder.resolve("run/best.zip");
    }

    /** Answers in words, and what is said of all. */
    private void assertSame(Path model, String file, int parts) throws Exception {
        List<String> words = done("predict", model.toString(), file).out();
        String said = done("predict", SPARK, "--out=words", lib(), model.toString(), file)
                .text();
        assertThat(parts("words", parts)).isEqualTo(words);
        JsonNode score = json(done("evaluate", "--json", model.toString(), "--data", file));
        if (score.has("macroF1")) {
            String accuracy = Text.percent(score.get("accuracy").doubleValue());
            double macroF1 = score.get("macroF1").doubleValue();
            assertThat(said)
                    .contains(Text.format("%s of %d sequences, macro F1 %.4f", accuracy, words.size(), macroF1));
        } else {
            assertThat(said)
                    .contains(
                            "errors on " + words.size() + " sequences",
                            ResidualReport.figure(score.get("rmse").doubleValue()),
                            ResidualReport.figure(score.get("mae").doubleValue()));
        }
    }

    private static String lib() {
        return "--spark-lib=" + application.resolve("lib");
    }

    private static JsonNode json(End end) throws IOException {
        return Json.FILES.readTree(String.join("\n", end.out()));
    }

    @Test
    void answersToATsFile() throws Exception {
        Files.writeString(folder.resolve("s.ts"), ts(60));
        Files.writeString(folder.resolve("more.ts"), ts(5_000));
        Path model = train("s.ts");
        JsonNode scored = json(done("evaluate", "--json", model.toString(), "--data=more.ts"));
        JsonNode score = json(done("evaluate", SPARK, "--json", lib(), model.toString(), "more.ts"));
        assertThat(score.get("parts").intValue()).isEqualTo(2);
        for (String same : List.of("sequences", "accuracy", "macroF1", "classes", "confusion")) {
            assertThat(score.get(same)).as(same).isEqualTo(scored.get(same));
        }

        JsonNode local = json(done("predict", "--json", model.toString(), "more.ts"));
        done("predict", SPARK, "--json", "--out=json", lib(), model.toString(), "more.ts");
        List<JsonNode> found = new ArrayList<>();
        for (String line : parts("json", 2)) {
            found.add(Json.FILES.readTree(line));
        }
        assertThat(found).hasSize(5_000).containsExactlyElementsOf(local);

        Files.writeString(folder.resolve("more.ts"), ts(5_000) + "1,2,x:a\n");
        End wrong = gatewise("predict", model.toString(), "more.ts");
        End refused = gatewise("predict", SPARK, "--out=wrong", lib(), model.toString(), "more.ts");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo(wrong.err()).hasSize(1);
        assertThat(folder.resolve("wrong")).doesNotExist();

        End there = gatewise("predict", SPARK, "--out=json", model.toString(), "more.ts");
        assertThat(there.err()).singleElement().asString().contains("--out json: there are files in it already");
        End none = gatewise("predict", SPARK, "--out=none", model.toString(), "none.ts");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).singleElement().asString().contains("none.ts: no such file");
    }

    @Test
    void answersToAWideTable() throws Exception {
        Files.writeString(folder.resolve("s.csv"), wide(60));
        Files.writeString(folder.resolve("more.csv"), wide(6_000));
        assertSame(train("s.csv"), "more.csv", 2);
    }

    @Test
    void answersToATableOfSteps() throws Exception {
        Files.writeString(folder.resolve("s.csv"), steps(60));
        Files.writeString(folder.resolve("more.csv"), steps(2_500));
        assertSame(train("s.csv", "--sequence=who", "--step=t", "--target=y"), "more.csv", 3);
    }

    @Test
    void answersToImages() throws Exception {
        IdxFiles.write(Files.createDirectory(folder.resolve("data")), 240, 6_000, 6, 5, 3, 1, false);
        Path model = train("data");
        End local = done("predict", "--data=data", model.toString(), "--index=0", "--index=4321", "--index=5999");
        done("predict", SPARK, "--out=words", lib(), model.toString(), "data");
        List<String> lines = parts("words", 2);
        assertThat(lines).hasSize(6_000);
        assertThat(List.of(lines.get(0), lines.get(4_321), lines.get(5_999))).isEqualTo(local.out());
        JsonNode scored = json(done("evaluate", "--json", "--data=data", model.toString()));
        JsonNode score = json(done("evaluate", SPARK, "--json", lib(), model.toString(), "data"));
        for (String same : List.of("images", "accuracy", "classes", "confusion")) {
            assertThat(score.get(same)).as(same).isEqualTo(scored.get(same));
        }
    }
}
