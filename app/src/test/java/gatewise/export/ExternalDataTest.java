package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.network.Cell;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in files beside a model: only of its own folder, and only what its constants need. */
class ExternalDataTest {
    private static final OnnxImport.Input AS_IT_IS = new OnnxImport.Input(0, 0, 1);

    @TempDir
    Path folder;

    private Path home;
    private byte[] weights;

    @BeforeEach
    void writeWeights() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        weights = OnnxImportTest.torch(Cell.LSTM)
                .getGraph()
                .getInitializer(0)
                .getRawData()
                .toByteArray();
        Files.write(home.resolve("weights.bin"), weights);
        Files.write(folder.resolve("outside.bin"), weights);
    }

    private OnnxImport read(String location, String... more) throws Exception {
        ModelProto.Builder model = OnnxImportTest.torch(Cell.LSTM).toBuilder();
        TensorProto.Builder tensor = model.getGraphBuilder()
                .getInitializerBuilder(0)
                .clearRawData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        tensor.addExternalDataBuilder().setKey("location").setValue(location);
        for (int i = 0; i < more.length; i += 2) {
            tensor.addExternalDataBuilder().setKey(more[i]).setValue(more[i + 1]);
        }
        return OnnxImport.read(
                Files.write(home.resolve("model.onnx"), model.build().toByteArray()), AS_IT_IS);
    }

    private void refused(String words, String location, String... more) {
        assertThatThrownBy(() -> read(location, more))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\0").hasSizeLessThan(800));
    }

    @Test
    void aFileOfTheFolderIsRead() throws Exception {
        float[][] expected = OnnxImport.read(
                        Files.write(
                                home.resolve("whole.onnx"),
                                OnnxImportTest.torch(Cell.LSTM).toByteArray()),
                        AS_IT_IS)
                .weights()
                .cells()
                .get(0)
                .get(0)
                .input()[0];
        assertThat(read("weights.bin").weights().cells().get(0).get(0).input()[0])
                .isDeepEqualTo(expected);
        Files.move(
                home.resolve("weights.bin"),
                Files.createDirectories(home.resolve("sub")).resolve("w.bin"));
        assertThat(read("sub/w.bin", "offset", "0", "length", Integer.toString(weights.length))
                        .weights()
                        .spec()
                        .title())
                .isEqualTo("LSTM-4");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linksOutOfTheFolderAreNotFollowed() throws Exception {
        Files.createSymbolicLink(home.resolve("link.bin"), Path.of("../outside.bin"));
        Files.createSymbolicLink(home.resolve("up"), folder);
        Files.createSymbolicLink(home.resolve("own.bin"), Path.of("weights.bin"));
        assertThat(read("own.bin").weights().spec().title()).isEqualTo("LSTM-4");
        refused("is kept in the file 'link.bin'", "link.bin");
        refused("is kept in the file 'up/outside.bin'", "up/outside.bin");
        assertThat(new ProcessBuilder("mkfifo", home.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        refused("is kept in the file 'pipe'", "pipe");
        Files.createSymbolicLink(home.resolve("zero"), Path.of("/dev/zero"));
        refused("is kept in the file 'zero'", "zero");
    }

    @Test
    void otherPlacesAreRefused() {
        refused("is kept in the file '../outside.bin'", "../outside.bin");
        refused("is kept in the file", folder.resolve("outside.bin").toString());
        refused("is kept in the file '/dev/zero'", "/dev/zero");
        refused("is kept in the file '.'", ".");
        refused("is kept in the file ''", "");
        refused("is kept in the file 'a\\u0000b'", "a\0b");
        refused("is kept in the file 'xxx", "x".repeat(100_000));
    }

    @ParameterizedTest
    @CsvSource({
        "offset, -1, lies outside of weights.bin",
        "offset, 9223372036854775807, lies outside of weights.bin",
        "length, 9223372036854775807, lies outside of weights.bin",
        "length, -4, lies outside of weights.bin",
        "length, 316, has 316 bytes in weights.bin",
        "offset, 4, 'has 316 bytes in weights.bin; expected 320 for its shape [1, 16, 5]'",
        "offset, four, has the offset 'four' in its file",
        "length, 99999999999999999999, has the length",
    })
    void otherBytesAreRefused(String key, String value, String words) {
        refused(words, "weights.bin", key, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"location", "offset", "length"})
    void whatIsSaidTwiceIsRefused(String key) {
        refused("says the " + key + " in its file", "weights.bin", key, "320", key, "4");
    }

    @Test
    void anOffsetAndALengthThatOverflowAreRefused() {
        refused("lies outside of", "weights.bin", "offset", "16", "length", Long.toString(Long.MAX_VALUE - 8));
    }
}
