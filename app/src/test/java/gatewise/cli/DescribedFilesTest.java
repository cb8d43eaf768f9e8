package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is described can be used: {@code describe} refuses whatever other commands refuse, with their words. */
@RequiresBackend
class DescribedFilesTest {
    @TempDir
    static Path shared;

    private static Path model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        Path run = shared.resolve("run");
        run("train", "--data", Toy.write(shared.resolve("data")), "--epochs", 1, "--batch", 16, "--out", run)
                .hasExitCode(0);
        model = run.resolve("last.zip");
    }

    private Path changed(String entry, UnaryOperator<byte[]> change) throws Exception {
        Path copy = Files.copy(model, folder.resolve("changed.zip"));
        try (FileSystem zip = FileSystems.newFileSystem(copy)) {
            Path path = zip.getPath(entry);
            byte[] content = change.apply(Files.readAllBytes(path));
            Files.delete(path);
            if (content != null) {
                Files.write(path, content);
            }
        }
        return copy;
    }

    private static UnaryOperator<byte[]> change(String kind) {
        return content -> switch (kind) {
            case "nan" ->
                ByteBuffer.wrap(content)
                        .putFloat(content.length - Float.BYTES, Float.NaN)
                        .array();
            case "negative" ->
                ByteBuffer.wrap(content)
                        .putFloat(content.length - Float.BYTES, -1)
                        .array();
            case "shape" -> ByteBuffer.wrap(content).putLong(40, 7).array();
            case "cut" -> Arrays.copyOf(content, content.length - 1);
            case "gone" -> null;
            default ->
                new String(content, StandardCharsets.UTF_8)
                        .replace("TanH", "ReLU")
                        .getBytes();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coefficients.bin nan",
                "coefficients.bin shape",
                "coefficients.bin cut",
                "coefficients.bin gone",
                "updaterState.bin nan",
                "updaterState.bin negative",
                "configuration.json relu",
                "configuration.json cut",
                "configuration.json gone",
                "gatewise.json cut",
            })
    void aFileThatIsOfNoUseIsNotDescribed(String words) throws Exception {
        String[] entryAndKind = words.split(" ");
        Path changed = changed(entryAndKind[0], change(entryAndKind[1]));
        CommandResult described = run("describe", changed).hasExitCode(2);
        assertThat(described.out()).isEmpty();
        assertThat(described.err().lines()).singleElement().asString().startsWith("gatewise: ");
        for (List<Object> command : List.<List<Object>>of(
                List.of("predict", changed, "--index", 1),
                List.of("evaluate", changed, "--out", folder.resolve("out")),
                List.of("describe", changed, "--json"),
                List.of("serve", changed, "--port", 0),
                List.of("reproduce", changed))) {
            assertThat(run(command.toArray()).hasExitCode(2).err()).isEqualTo(described.err());
        }
    }

    /** As in a build for a device that this machine does not have. */
    @Test
    void noBackendIsNeeded() throws Exception {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(nd4j-native|openblas|backend-).*"))
                .collect(Collectors.joining(File.pathSeparator));
        Path damaged = changed("configuration.json", change("relu"));
        for (Path file : List.of(model, damaged)) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            path,
                            Main.class.getName(),
                            "describe",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            CommandResult here = run("describe", file);
            assertThat(said).isEqualTo(here.out() + here.err());
            assertThat(process.waitFor()).isEqualTo(file.equals(model) ? 0 : 2);
        }
    }
}
