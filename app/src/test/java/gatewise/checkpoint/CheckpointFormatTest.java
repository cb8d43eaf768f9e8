package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.io.MemoryShortage;
import gatewise.io.UserError;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a checkpoint that cannot be read. */
@RequiresBackend
class CheckpointFormatTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("model.zip");
        Provenance provenance =
                Toy.afterAnEpoch(Toy.provenance(Toy.NETWORK, TrainingPlan.TUTORIAL, Toy.data(folder.resolve("data"))));
        new Checkpoint(Engine.FAST.create(Toy.NETWORK, 1, 1), provenance).save(file);
        assertThat(Checkpoint.load(file, Engine.FAST, 1).provenance()).isEqualTo(provenance);
    }

    private interface Change {
        byte[] of(byte[] content) throws Exception;
    }

    private void change(String entry, Change change) throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path path = zip.getPath(entry);
            byte[] changed = change.of(Files.readAllBytes(path));
            Files.delete(path);
            if (changed != null) {
                Files.write(path, changed);
            }
        }
    }

    private void changeJson(Consumer<ObjectNode> change) throws Exception {
        change("gatewise.json", content -> {
            ObjectNode json = (ObjectNode) JSON.readTree(content);
            change.accept(json);
            return JSON.writeValueAsBytes(json);
        });
    }

    private void isRefused(int exitCode, String... words) {
        assertThatThrownBy(() -> Checkpoint.load(file, Engine.FAST, 1)).isInstanceOfSatisfying(UserError.class, e -> {
            assertThat(e.getMessage()).startsWith(file.toString()).contains(words);
            assertThat(e.getMessage().lines()).hasSize(1);
            assertThat(e.getMessage()).hasSizeLessThan(file.toString().length() + 350);
            assertThat(e.exitCode()).isEqualTo(exitCode);
        });
    }

    @Test
    void aNewerFormatIsCalledSoWhateverIsInIt() throws Exception {
        changeJson(json -> json.put("formatVersion", 2).put("gatewiseVersion", "7.1"));
        isRefused(2, "written by Gatewise 7.1 in format 2, which is newer", "; read it with that version");
        changeJson(json -> json.put("engine", "quantum").putObject("network").put("cell", "mamba"));
        isRefused(2, "written by Gatewise 7.1 in format 2");
        changeJson(json -> {
            json.removeAll();
            json.put("formatVersion", 3);
        });
        isRefused(2, "written by another Gatewise in format 3");
    }

    @Test
    void aProvenanceIsOneObjectWithTheFieldsOfFormat1() throws Exception {
        Provenance provenance = Checkpoint.provenance(file);
        assertThat(JSON.valueToTree(provenance).fieldNames())
                .toIterable()
                .containsExactly(
                        "formatVersion",
                        "gatewiseVersion",
                        "dl4jVersion",
                        "javaVersion",
                        "backend",
                        "engine",
                        "threads",
                        "created",
                        "network",
                        "plan",
                        "data",
                        "progress",
                        "origin");
        changeJson(json -> json.put("later", "whatever"));
        assertThat(Checkpoint.provenance(file)).isEqualTo(provenance);
    }

    @Test
    void aProvenanceThatIsNoneIsDamaged() throws Exception {
        changeJson(json -> json.put("engine", "quantum"));
        isRefused(2, "is damaged", "gatewise.json", "engine", "quantum");
        changeJson(json -> json.put("engine", "fast").remove("plan"));
        isRefused(2, "is damaged", "in its gatewise.json plan is missing, expected an object");
        for (String text : new String[] {"[1]", "", "{", "7"}) {
            change("gatewise.json", content -> text.getBytes());
            isRefused(2, "is damaged", "gatewise.json");
        }
    }

    @Test
    void aNetworkThatCannotBeReadIsSaidWithItsReason() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        change("coefficients.bin", content -> Arrays.copyOf(content, content.length / 2));
        isRefused(2, "is damaged: coefficients.bin in it ", "; copy the file again or train it again");
        Files.write(file, whole);
        change("coefficients.bin", content -> null);
        isRefused(2, "is damaged: it has no coefficients.bin");
        Files.write(file, whole);
        change("configuration.json", content -> "{}".getBytes());
        isRefused(2, "is damaged: configuration.json in it is not that of its network: ");
    }

    @Test
    void aLackOfMemoryIsNoDamage() {
        RuntimeException failure = new IllegalStateException(
                "cannot allocate", new OutOfMemoryError("Cannot allocate new FloatPointer(1000):\n totalBytes"));
        assertThat(Checkpoint.unreadable(file, failure)).isSameAs(failure);
        assertThat(MemoryShortage.of(failure)).isEqualTo("Cannot allocate 1000 numbers:");
        assertThat(Checkpoint.unreadable(file, new IllegalStateException("odd")))
                .isInstanceOf(UserError.class)
                .hasMessage(file + ": the network in it cannot be read (odd); copy the file again or train it again");
    }
}
