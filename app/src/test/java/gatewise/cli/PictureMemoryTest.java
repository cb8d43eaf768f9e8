package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that is within all limits but that of the heap. */
@RequiresBackend
class PictureMemoryTest {
    private static final List<String> HEAP = List.of("-Xmx64m");
    private static final Pattern URL = Pattern.compile("http://[\\d.:]+/");

    @TempDir
    static Path folder;

    private static Path model;
    private static Path picture;

    @BeforeAll
    static void write() throws Exception {
        Path run = folder.resolve("run");
        CommandResult.run(
                        "train",
                        "--data",
                        Toy.write(folder.resolve("data")),
                        "--epochs",
                        1,
                        "--batch",
                        16,
                        "--out",
                        run)
                .hasExitCode(0);
        model = run.resolve("best.zip");
        picture = folder.resolve("large.png");
        ImageIO.write(new BufferedImage(7_000, 7_000, BufferedImage.TYPE_BYTE_BINARY), "png", picture.toFile());
    }

    private static Process start(Object... arguments) throws IOException {
        List<String> words = List.of(arguments).stream().map(String::valueOf).toList();
        return OwnJvm.java(HEAP, Main.class, words).redirectErrorStream(true).start();
    }

    @Test
    void isAFailedJobThatSaysWhatToLower() throws Exception {
        Process process = start("predict", model, picture);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said.strip())
                .matches(Pattern.quote("gatewise: " + picture + ": takes more memory than there is (")
                        + "6[0-9] MB\\); make it smaller, or allow more with GATEWISE_OPTS='-Xmx8g'");
    }

    @Test
    void isForAServerTheSameAsAnyLackOfMemory() throws Exception {
        Process process = start("serve", model, "--port", 0);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder all = new StringBuilder();
            Matcher url = URL.matcher("");
            for (String line; !url.find() && (line = said.readLine()) != null; url = URL.matcher(line)) {
                all.append(line).append('\n');
            }
            assertThat(url.reset().find()).as(all.toString()).isTrue();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url.group() + "api/models/1/pictures"))
                                    .header("Content-Type", "image/png")
                                    .POST(HttpRequest.BodyPublishers.ofFile(picture))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("there is not enough memory for this now");
            assertThat(said.readLine())
                    .contains("POST /api/models/1/pictures: there is not enough memory (Java heap space); allow more");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
