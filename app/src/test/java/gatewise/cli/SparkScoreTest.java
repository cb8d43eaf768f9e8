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

    private List<String> parts(String out, long count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.addAll(Files.readAllLines(folder.resolve(out).resolve(Text.format("part-%05d", i))));
        }
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize((int) count + 1)
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
        String more = folder.resolve("more.ts").toString();
        JsonNode local = Json.FILES.readTree(
                run("predict", "--json", model, more).hasExitCode(0).out());
        done("predict", EXECUTORS, "--json", "--out=json", lib(), model.toString(), more);
        List<JsonNode> found = new ArrayList<>();
        for (String line : parts("json", 2)) {
            found.add(Json.FILES.readTree(line));
        }
        assertThat(found).hasSize(5_000).containsExactlyElementsOf(local);

        Files.writeString(folder.resolve("more.ts"), ts(5_000) + "1,2,x:a\n");
        CommandResult wrong = run("predict", model, more).hasExitCode(2);
        long begun = begun(0);
        End refused = gatewise("predict", EXECUTORS, "--out=wrong", lib(), model.toString(), more);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo(wrong.err().lines().toList()).hasSize(1);
        assertThat(folder.resolve("wrong")).doesNotExist();
        // Two ranges are surveyed, then two parts are read.
        assertThat(begun(0) - begun).isBetween(3L, 4L);
        assertThat(begun(1)).isZero();

        // Nothing of Spark is started for these.
        refused(model, more, folder.resolve("json"), "json: there are files in it already");
        refused(model, folder.resolve("none.ts"), folder.resolve("none"), "none.ts: no such file");
        refused(model, more, folder, "more.ts lies there, which is read");
        Files.writeString(folder.resolve("more.ts"), "@problemName x\n@classLabel false\n@data\n1,2,3\n");
        run("evaluate", EXECUTORS, model, more, "--out", folder.resolve("unsaid"))
                .isWrongUse("more.ts: does not say what is true of its");
        assertThat(folder.resolve("unsaid")).doesNotExist();
    }

    private static void refused(Path model, Object data, Path out, String words) {
        run("predict", EXECUTORS, model, data, "--out", out).isWrongUse(words);
    }

    /** Does something when the first part is there, while the command runs. */
    private Thread atFirstPart(String out, Runnable action) {
        Thread watch = new Thread(() -> {
            try {
                for (int i = 0; i < 6_000 && !hasParts(out); i++) {
                    Thread.sleep(10);
                }
            } catch (InterruptedException e) {
                return;
            }
            action.run();
        });
        watch.start();
        return watch;
    }

    private boolean hasParts(String out) {
        String[] names = folder.resolve(out).toFile().list((parent, name) -> name.startsWith("part-"));
        return names != null && names.length > 0;
    }

    /** What a command comes to that gets a signal when the first part of its answers is there. */
    private End signalled(String signal, String... words) throws Exception {
        Thread watch = atFirstPart("words", () -> signal(signal));
        End end = gatewise(words);
        watch.interrupt();
        watch.join();
        return end;
    }

    @Test
    void answersToATableOfStepsAlthoughItWasStoppedAndTheDriverKilled() throws Exception {
        Files.writeString(folder.resolve("s.csv"), steps(60));
        Path table = Files.writeString(folder.resolve("more.csv"), steps(24_000));
        Path model = train("s.csv", "--sequence=who", "--step=t", "--target=y");
        String[] command = {"predict", EXECUTORS, "--out=words", lib(), model.toString(), "more.csv"};
        End stopped = signalled("-INT", command).hasExitCode(SIGINT);
        assertThat(stopped.err()).containsExactly("stopped; there are no answers");
        assertThat(folder.resolve("words")).doesNotExist();

        signalled("-KILL", command).hasExitCode(SIGKILL);
        assertThat(hasParts("words")).isTrue();
        assertThat(folder.resolve("words/_SUCCESS")).doesNotExist();

        String said = done(command).text();
        List<String> words =
                run("predict", model, table).hasExitCode(0).out().lines().toList();
        assertThat(parts("words", Files.size(table) / (1 << 16))).isEqualTo(words);
        JsonNode score = evaluated(model, "more.csv");
        assertThat(said)
                .contains(
                        "errors on 24000 sequences",
                        ResidualReport.figure(score.get("rmse").doubleValue()),
                        ResidualReport.figure(score.get("mae").doubleValue()));
    }

    @Test
    void answersToImages() throws Exception {
        IdxFiles.write(Files.createDirectory(folder.resolve("data")), 240, 6_000, 6, 5, 3, 1, false);
        Path model = train("data");
        Path data = folder.resolve("data");
        JsonNode score = json(done("evaluate", EXECUTORS, "--json", "--out=words", lib(), model.toString(), "data"));
        List<String> lines = parts("words", 2);
        assertThat(lines).hasSize(6_000);
        JsonNode local = Json.FILES.readTree(
                run("predict", "--json", "--data", data, model, "--index=0", "--index=4321", "--index=5999")
                        .hasExitCode(0)
                        .out());
        int[] numbers = {0, 4_321, 5_999};
        for (int i = 0; i < numbers.length; i++) {
            JsonNode found = Json.FILES.readTree(lines.get(numbers[i]));
            // Probabilities may differ in their last digits where a network answers in batches.
            for (String same : List.of("image", "actual", "predicted")) {
                assertThat(found.get(same))
                        .as(same)
                        .isNotNull()
                        .isEqualTo(local.get(i).get(same));
            }
        }
        JsonNode scored = evaluated(model, "data");
        assertThat(score.get("parts").intValue()).isEqualTo(2);
        for (String same : List.of("images", "accuracy", "classes", "confusion")) {
            assertThat(score.get(same)).as(same).isEqualTo(scored.get(same));
        }
    }
}
