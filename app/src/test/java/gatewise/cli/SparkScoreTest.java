package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.report.ResidualReport;
import gatewise.testing.IdxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers of two executors to data in several parts, beside those of one process. */
class SparkScoreTest extends SparkFixture {
    private final Random random = new Random(5);

    private End done(String... words) throws Exception {
        return gatewise(words).hasExitCode(0);
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
        Path out = folder.resolve("run");
        List<String> words = new ArrayList<>(List.of("train", "--data=" + folder.resolve(data), "--out=" + out));
        words.addAll(List.of("--hidden=4", "--epochs=1", "--threads=1"));
        words.addAll(List.of(more));
        run(words.toArray()).hasExitCode(0);
        return out.resolve("best.zip");
    }

    /** Answers in words, and what is said of all. */
    private void assertSame(Path model, String file, int parts) throws Exception {
        List<String> words = done("predict", model.toString(), file).out();
        String said = done("predict", EXECUTORS, "--out=words", lib(), model.toString(), file)
                .text();
        assertThat(parts("words", parts)).isEqualTo(words);
        JsonNode score = evaluated(model, file);
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

    /** What one process says of a model. */
    private JsonNode evaluated(Path model, String data) throws IOException {
        return Json.FILES.readTree(run("evaluate", "--json", model, "--data", folder.resolve(data))
                .hasExitCode(0)
                .out());
    }

    private static JsonNode json(End end) throws IOException {
        return Json.FILES.readTree(String.join("\n", end.out()));
    }

    @Test
    void answersToATsFile() throws Exception {
        Files.writeString(folder.resolve("s.ts"), ts(60));
        Files.writeString(folder.resolve("more.ts"), ts(5_000));
        Path model = train("s.ts");
        JsonNode local = json(done("predict", "--json", model.toString(), "more.ts"));
        done("predict", EXECUTORS, "--json", "--out=json", lib(), model.toString(), "more.ts");
        List<JsonNode> found = new ArrayList<>();
        for (String line : parts("json", 2)) {
            found.add(Json.FILES.readTree(line));
        }
        assertThat(found).hasSize(5_000).containsExactlyElementsOf(local);

        Files.writeString(folder.resolve("more.ts"), ts(5_000) + "1,2,x:a\n");
        String more = folder.resolve("more.ts").toString();
        CommandResult wrong = run("predict", model, more).hasExitCode(2);
        long begun = begun(0);
        End refused = gatewise("predict", EXECUTORS, "--out=wrong", lib(), model.toString(), more);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo(wrong.err().lines().toList()).hasSize(1);
        assertThat(folder.resolve("wrong")).doesNotExist();
        // Two ranges are surveyed, then two parts are read.
        assertThat(begun(0) - begun).isBetween(3L, 4L);
        assertThat(begun(1)).isZero();

        End there = gatewise("predict", EXECUTORS, "--out=json", model.toString(), "more.ts");
        assertThat(there.err()).singleElement().asString().contains("--out json: there are files in it already");
        End none = gatewise("predict", EXECUTORS, "--out=none", model.toString(), "none.ts");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).singleElement().asString().contains("none.ts: no such file");
        End around = gatewise("predict", EXECUTORS, "--out=.", model.toString(), "more.ts");
        assertThat(around.err()).singleElement().asString().contains("--out .: more.ts lies there, which is read");
        Files.writeString(folder.resolve("more.ts"), "@problemName x\n@classLabel false\n@data\n1,2,3\n");
        End unsaid = gatewise("evaluate", EXECUTORS, "--out=unsaid", model.toString(), "more.ts");
        assertThat(unsaid.exitCode()).isEqualTo(2);
        assertThat(unsaid.err()).singleElement().asString().contains("more.ts: does not say what is true of its");
        assertThat(folder.resolve("unsaid")).doesNotExist();
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
        done("predict", EXECUTORS, "--out=words", lib(), model.toString(), "data");
        List<String> lines = parts("words", 2);
        assertThat(lines).hasSize(6_000);
        assertThat(List.of(lines.get(0), lines.get(4_321), lines.get(5_999))).isEqualTo(local.out());
        JsonNode scored = evaluated(model, "data");
        JsonNode score = json(done("evaluate", EXECUTORS, "--json", lib(), model.toString(), "data"));
        assertThat(score.get("parts").intValue()).isEqualTo(2);
        for (String same : List.of("images", "accuracy", "classes", "confusion")) {
            assertThat(score.get(same)).as(same).isEqualTo(scored.get(same));
        }
    }
}
