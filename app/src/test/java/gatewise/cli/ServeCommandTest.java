package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.io.FolderLock;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** serve and train --serve as a user runs them. */
@RequiresBackend
class ServeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern URL = Pattern.compile("http://\\S+:[0-9]+/");

    @TempDir
    static Path folder;

    private static Path data;
    private static Path model;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int exitCode = -1;

    @BeforeAll
    static void train() throws Exception {
        data = Toy.write(folder.resolve("data"));
        model = trained("lstm", data);
    }

    private static Path trained(String cell, Path data) {
        Path run = folder.resolve(cell + data.getFileName());
        ServeCommandTest command = new ServeCommandTest();
        command.run("train", "--data", data, "--epochs", 1, "--batch", 16, "--cell", cell, "--out", run);
        assertThat(command.exitCode).as(command.err.toString()).isZero();
        return run.resolve("best.zip");
    }

    private void run(Object... arguments) {
        String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private void wrongUse(int code, Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        run(arguments);
        assertThat(exitCode).as(err.toString()).isEqualTo(code);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("gatewise: ");
    }

    /** Looks at a command that stays, then ends it as Ctrl-C would. */
    private interface Look {
        void at(URI url) throws Exception;
    }

    private void whileItRuns(Look look, Object... arguments) throws Exception {
        whileItRuns(0, look, arguments);
    }

    private void whileItRuns(int expectedExitCode, Look look, Object... arguments) throws Exception {
        Thread command = new Thread(() -> run(arguments));
        command.start();
        try {
            look.at(URI.create(await(URL)));
        } finally {
            command.interrupt();
            command.join(60_000);
        }
        assertThat(command.isAlive()).isFalse();
        assertThat(exitCode).as(err.toString()).isEqualTo(expectedExitCode);
    }

    private String await(Pattern pattern) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            Matcher matcher = pattern.matcher(out.toString() + err);
            if (matcher.find()) {
                return matcher.group();
            }
            Thread.sleep(100);
        }
        throw new AssertionError(out.toString() + err);
    }

    private static JsonNode get(URI url, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    @Test
    void opensModelsAndTheirDataUntilItIsEnded() throws Exception {
        Path lost = folder.resolve("lost");
        IdxFiles.write(lost, 240, 60, 6, 5, 3, 1, false);
        Path gru = trained("gru", lost);
        Path simple = trained("simple", data);
        for (Path file : Files.list(lost).toList()) {
            Files.delete(file);
        }
        whileItRuns(
                url -> {
                    assertThat(out.toString())
                            .isEqualTo("serving 4 models at " + url + " (Ctrl-C ends)" + System.lineSeparator());
                    assertThat(err.toString().lines()).hasSize(1);
                    assertThat(err.toString())
                            .startsWith("warning: no test images to show (")
                            .contains(lost.toString());
                    JsonNode models = get(url, "/api/models").get("models");
                    assertThat(models).hasSize(4);
                    assertThat(models.get(0).get("name").asText()).isEqualTo("lstmdata/best.zip (1)");
                    assertThat(models.get(0).get("testImages").asInt()).isEqualTo(60);
                    assertThat(models.get(1).get("cell").asText()).isEqualTo("gru");
                    assertThat(models.get(1).get("testImages").asInt()).isZero();
                    assertThat(models.get(2).get("id").asText()).isEqualTo("3");
                    assertThat(models.get(3).get("cell").asText()).isEqualTo("simple");
                    assertThat(models.get(3).get("gates")).isEmpty();
                    assertThat(models.get(3).get("testImages").asInt()).isEqualTo(60);
                    JsonNode history = get(url, "/api/runs").get("runs").get(0).get("history");
                    assertThat(history.get(0).get("gates")).hasSize(3);
                },
                "serve",
                model,
                gru,
                model,
                simple,
                "--port",
                0);
    }

    @Test
    void withoutAModelItOpensThoseThatCameAlong() throws Exception {
        System.setProperty("gatewise.home", "..");
        try {
            whileItRuns(
                    url -> {
                        assertThat(err.toString())
                                .isEqualTo("no MODEL given: opening those that come with Gatewise, in "
                                        + Path.of("..", "docs", "models") + System.lineSeparator());
                        assertThat(get(url, "/api/models").get("models"))
                                .extracting(model -> model.get("name").asText())
                                .containsExactly("gru-28.zip", "lstm-28-28.zip", "lstm-28.zip");
                    },
                    "serve",
                    "--port",
                    0);
        } finally {
            System.clearProperty("gatewise.home");
        }
    }

    @Test
    void warnsWhenOthersCanReachIt() throws Exception {
        whileItRuns(
                url -> assertThat(err.toString()).contains("warning: whoever reaches 0.0.0.0"),
                "serve",
                model,
                "--port",
                0,
                "--host",
                "0.0.0.0");
    }

    @Test
    void trainingIsWatchedAndStaysOpen() throws Exception {
        Path run = folder.resolve("watched");
        whileItRuns(
                url -> {
                    await(Pattern.compile("training has ended, the page stays at " + url));
                    JsonNode live = get(url, "/api/runs").get("runs").get(0);
                    assertThat(live.get("name").asText()).isEqualTo("watched");
                    assertThat(live.get("state").asText()).isEqualTo("finished");
                    assertThat(live.get("history")).hasSize(2);
                    JsonNode watched = get(url, "/api/models").get("models").get(0);
                    assertThat(watched.get("id").asText()).isEqualTo("live");
                    assertThat(watched.get("epochs").asInt()).isEqualTo(2);
                    assertThat(out.toString()).contains("accuracy on all 60 test images");
                    FolderLock.take(run).close(); // free for another run, while the page stays
                },
                "train",
                "--data",
                data,
                "--epochs",
                2,
                "--batch",
                16,
                "--out",
                run,
                "--serve",
                "--port",
                0);
    }

    @Test
    void aRunThatDivergesIsShownWithItsProblem() throws Exception {
        Object[] arguments = ("train --batch 16 --optimizer sgd --learning-rate 1e30 --serve --port 0 --data " + data
                        + " --out " + folder.resolve("diverged"))
                .split(" ");
        whileItRuns(
                1,
                url -> {
                    await(Pattern.compile("training has ended, the page stays at " + url));
                    JsonNode live = get(url, "/api/runs").get("runs").get(0);
                    assertThat(live.get("state").asText()).isEqualTo("failed");
                    assertThat(live.get("problem").asText()).startsWith("the loss became ");
                    assertThat(live.has("current")).isFalse();
                    assertThat(err.toString()).contains("gatewise: the loss became ");
                },
                arguments);
        assertThat(folder.resolve("diverged")).doesNotExist();
    }

    @Test
    void wrongUseIsOneLine() throws Exception {
        wrongUse(2, "serve");
        assertThat(err.toString()).contains("give a checkpoint", "train --serve");
        wrongUse(2, "serve", folder.resolve("none.zip"));
        wrongUse(2, "serve", model, "--port", 65_536);
        wrongUse(2, "serve", model, "--host", "no such host");
        wrongUse(1, "serve", model, "--host", "192.0.2.1");
        assertThat(err.toString())
                .contains("--host 192.0.2.1 is no address of this machine")
                .doesNotContain("--port");
        wrongUse(2, "train", "--port", 0);
        assertThat(err.toString()).contains("give --serve too");
        wrongUse(2, "train", "--serve", "--dry-run");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            wrongUse(1, "serve", model, "--port", taken.getLocalPort());
            assertThat(err.toString()).contains("port " + taken.getLocalPort(), "--port");
            // Said before a run reads its data, which is nowhere.
            Path out = folder.resolve("unwatched");
            wrongUse(1, "train", "--serve", "--port", taken.getLocalPort(), "--data", "./nowhere", "--out", out);
            assertThat(err.toString()).contains("port " + taken.getLocalPort());
            assertThat(out).doesNotExist();
        }
    }
}
