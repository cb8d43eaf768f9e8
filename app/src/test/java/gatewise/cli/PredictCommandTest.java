package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** predict with pictures of which some cannot be read: the others are answered all the same. */
@RequiresBackend
class PredictCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path model;

    @TempDir
    Path folder;

    private Path first;
    private Path last;

    @BeforeAll
    static void train() throws Exception {
        Path data = Toy.write(shared.resolve("data"));
        run("train", "--data", data, "--epochs", 1, "--batch", 16, "--out", shared.resolve("run"))
                .hasExitCode(0);
        model = shared.resolve("run/best.zip");
    }

    @BeforeEach
    void draw() throws IOException {
        first = picture("first.png", 8);
        last = picture("last.png", 30);
        picture("nothing.png", 0);
        Files.createDirectory(folder.resolve("folder.png"));
        Files.writeString(folder.resolve("text.png"), "no picture");
        Files.createFile(folder.resolve("empty.png"));
    }

    private Path picture(String name, int height) throws IOException {
        BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
        image.createGraphics().fillRect(10, 15, 40, height);
        Path png = folder.resolve(name);
        ImageIO.write(image, "png", png.toFile());
        return png;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeIsNoPicture() throws Exception {
        Path pipe = folder.resolve("pipe.png");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        run("predict", model, pipe).isWrongUse(pipe + ": not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.png", "folder.png", "text.png", "empty.png", "nothing.png"})
    void theOthersAreAnswered(String unreadable) {
        Path bad = folder.resolve(unreadable);
        CommandResult result = run("predict", model, first, bad, last).hasExitCode(1);
        assertThat(result.out().lines()).hasSize(2);
        assertThat(result.out().lines().map(line -> line.split(":  ")[0]))
                .containsExactly(first.toString(), last.toString());
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("gatewise: " + bad + ": ")
                .contains("; ");
        run("predict", model, bad).isWrongUse(bad.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.png", "folder.png", "text.png", "empty.png", "nothing.png"})
    void jsonHasAnEntryForEach(String unreadable) throws Exception {
        Path bad = folder.resolve(unreadable);
        CommandResult result =
                run("predict", model, first, bad, "--index", 4, "--json").hasExitCode(1);
        JsonNode entries = JSON.readTree(result.out());
        assertThat(entries.findValuesAsText("image")).containsExactly(first.toString(), bad.toString(), "test image 4");
        assertThat(entries.get(0).get("classes")).hasSize(3);
        assertThat(entries.get(1).get("problem").asText()).startsWith(bad.toString());
        assertThat(entries.get(1).has("predicted")).isFalse();
        assertThat(entries.get(2).get("actual").asText()).isEqualTo("1");
        assertThat(result.err())
                .isEqualTo("gatewise: " + entries.get(1).get("problem").asText() + System.lineSeparator());
    }

    @Test
    void aTestImageThatIsNotThereIsNamedToo() {
        CommandResult result =
                run("predict", model, "--index", 60, "--index", 4).hasExitCode(1);
        assertThat(result.out()).startsWith("test image 4:").hasLineCount(1);
        assertThat(result.err())
                .startsWith("gatewise: --index 60: ")
                .contains("0..59")
                .hasLineCount(1);
    }

    @Test
    void ifNoneCanBeReadAllAreNamed() throws Exception {
        Object[] bad = {"predict", model, folder.resolve("text.png"), folder.resolve("missing.png"), "--json"};
        CommandResult result = run(bad).hasExitCode(2);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(JSON.readTree(result.out()).findValuesAsText("problem")).hasSize(2);

        CommandResult text = run(List.of(bad).subList(0, 4).toArray()).hasExitCode(2);
        assertThat(text.out()).isEmpty();
        assertThat(text.err().lines()).hasSize(2);
    }

    @Test
    void verboseShowsTheTraceOfEach() {
        CommandResult result = run("predict", model, first, folder.resolve("missing.png"), "--verbose")
                .hasExitCode(1);
        assertThat(result.out()).startsWith(first.toString());
        assertThat(result.err()).contains("gatewise.io.UserError: ", "at gatewise.");
    }
}
