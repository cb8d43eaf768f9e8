package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.data.Dataset;
import gatewise.data.IdxFile;
import gatewise.data.ImageSet;
import gatewise.data.RowSequences;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.DataSet;

@RequiresBackend
class JavaExportTest {
    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    @TempDir
    Path folder;

    static Stream<NetworkSpec> everyKind() {
        return EveryKind.specs();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindSaysWhatItsNetworkSays(NetworkSpec spec) throws Exception {
        MultiLayerNetwork network = EveryKind.network(spec);
        JavaExport.write(NetworkWeights.of(network, spec), folder.resolve("new"), "a.b", DIGITS, "a test");
        try (WrittenClass written = new WrittenClass(folder.resolve("new"), "a.b.SequenceClassifier")) {
            for (int steps : new int[] {1, 28, 31}) {
                float[][][] batch = OnnxCheck.random(
                                spec.toBuilder().timeSteps(steps).build(), 20, steps)
                        .toArray(float[][][]::new);
                float[][] found = new float[batch.length][];
                for (int i = 0; i < batch.length; i++) {
                    found[i] = written.probabilities(batch[i]);
                }
                assertThat(OnnxCheck.deviation(OnnxCheck.probabilities(network, batch), found))
                        .isLessThanOrEqualTo(OnnxCheck.TOLERANCE);
            }
        }
    }

    @Test
    void theTutorialsNetworkSaysTheSameOfAllTestImagesAndIsSmall() throws Exception {
        NetworkSpec spec = NetworkSpec.tutorial();
        Dataset mnist = Dataset.mnist();
        MultiLayerNetwork network = Networks.create(spec, 1);
        new RowSequences(mnist.trainImages().range(0, 6400), 10, 128, true)
                .batches()
                .forEach(network::fit);
        List<Path> files = JavaExport.write(NetworkWeights.of(network, spec), folder, "digits", DIGITS, "a test");
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        assertThat(size).isLessThan(200_000);
        ImageSet test = mnist.testImages();
        float[][] expected = new float[test.count()][];
        int next = 0;
        for (DataSet batch : new RowSequences(test, 10, 1000, false).batches()) {
            for (float[] row : network.output(batch.getFeatures()).toFloatMatrix()) {
                expected[next++] = row;
            }
        }
        try (WrittenClass written = new WrittenClass(folder, "digits.SequenceClassifier")) {
            float[][] found = new float[test.count()][];
            for (int i = 0; i < found.length; i++) {
                found[i] = written.probabilities(RowSequences.rows(test.image(i), 28, 28));
            }
            assertThat(found).hasDimensions(10_000, 10);
            assertThat(OnnxCheck.deviation(expected, found)).isLessThanOrEqualTo(OnnxCheck.TOLERANCE);
        }
    }

    @Test
    void itsMainReadsRawPixelsAndIdxFiles() throws Exception {
        NetworkSpec spec = NetworkSpec.tutorial().toBuilder()
                .timeSteps(3)
                .inputSize(2)
                .classes(2)
                .build();
        List<String> labels = List.of("say \"hi\" \\u000a", "zwölf */");
        Path home = folder.resolve("home");
        JavaExport.write(NetworkWeights.of(EveryKind.network(spec), spec), home, "digits", labels, "C:\\users");
        byte[] pixels = new byte[4 * 6];
        new Random(1).nextBytes(pixels);
        Path raw = Files.write(folder.resolve("four.raw"), pixels);
        Path idx = folder.resolve("four.gz");
        IdxFiles.save(idx, IdxFiles.images(4, 3, 2, pixels));
        try (WrittenClass written = new WrittenClass(home, "digits.SequenceClassifier")) {
            assertThat((String[]) written.ask("labels")).containsExactlyElementsOf(labels);
            assertThat(written.ask("origin")).isEqualTo("C:\\users");
            String said = written.main(raw);
            assertThat(said.lines()).hasSize(4).allMatch(line -> labels.stream().anyMatch(line::contains));
            assertThat(written.main(idx)).isEqualTo(said);
            assertThat(written.main(idx, 2).lines()).hasSize(2);
            assertThat(written.main()).contains("give a file of images of 3 x 2 pixels");
            assertThat(written.main(Files.write(folder.resolve("odd"), new byte[7])))
                    .contains("7 pixels, expected 6 an image");
            Path turned = folder.resolve("turned");
            IdxFiles.save(turned, IdxFiles.images(4, 2, 3, pixels));
            assertThat(written.main(turned)).contains("says that it has 4 images of 2 x 3 pixels, expected 4 of 3 x 2");
        }
    }

    /** As the application reads gzipped files. */
    @Test
    void itsMainReadsAllThatIsGzippedAndNothingElse() throws Exception {
        NetworkSpec spec = NetworkSpec.tutorial().toBuilder()
                .timeSteps(3)
                .inputSize(2)
                .classes(2)
                .build();
        Path home = folder.resolve("home");
        JavaExport.write(NetworkWeights.of(EveryKind.network(spec), spec), home, "digits", List.of("a", "b"), "a test");
        byte[] pixels = new byte[4 * 6];
        new Random(1).nextBytes(pixels);
        byte[] idx = IdxFiles.images(4, 3, 2, pixels);
        byte[] packed = IdxFiles.gzip(idx);
        byte[] halves = joined(IdxFiles.gzip(Arrays.copyOf(idx, 20)), IdxFiles.gzip(Arrays.copyOfRange(idx, 20, 40)));
        // With all that a header may have: extra field, name, comment and checksum.
        byte[] head = HexFormat.of().parseHex("1f8b081f000000000003" + "0300aabbcc" + "6100" + "626300");
        CRC32 sum = new CRC32();
        sum.update(head);
        byte[] headed = joined(
                head,
                new byte[] {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)},
                Arrays.copyOfRange(packed, 10, packed.length));
        Path file = folder.resolve("four.gz");
        try (WrittenClass written = new WrittenClass(home, "digits.SequenceClassifier")) {
            String said = written.main(Files.write(folder.resolve("four.raw"), pixels));
            assertThat(said.lines()).hasSize(4);
            for (byte[] whole : List.of(
                    packed,
                    halves,
                    headed,
                    joined(packed, new byte[512]),
                    joined(IdxFiles.gzip(new byte[0]), packed))) {
                assertThat(written.main(Files.write(file, whole))).isEqualTo(said);
                assertThat(IdxFile.readImages(file).count()).isEqualTo(4);
            }
            byte[] wrongSum = packed.clone();
            wrongSum[packed.length - 5]++;
            byte[] wrongHead = headed.clone();
            wrongHead[10]++;
            Map<byte[], String> refused = Map.of(
                    joined(packed, new byte[] {1}),
                    "something else comes after its gzipped content",
                    joined(packed, new byte[9], packed),
                    "something else comes after its gzipped content",
                    joined(packed, Arrays.copyOf(packed, 1)),
                    "something else comes after its gzipped content",
                    joined(packed, Arrays.copyOf(packed, 12)),
                    "its gzipped content ends too early",
                    Arrays.copyOf(packed, packed.length - 1),
                    "its gzipped content ends too early",
                    Arrays.copyOf(packed, packed.length - 12),
                    "its gzipped content ends too early",
                    idx,
                    "it is not gzipped",
                    wrongSum,
                    "its checksum or length is wrong",
                    wrongHead,
                    "its header is wrong");
            for (Map.Entry<byte[], String> each : refused.entrySet()) {
                assertThat(written.main(Files.write(file, each.getKey())))
                        .startsWith(file + ": cannot be read (")
                        .contains(each.getValue());
                assertThat(written.code()).isEqualTo(2);
                if (each.getKey() != idx) { // which the application knows by its content
                    assertThatThrownBy(() -> IdxFile.readImages(file)).isInstanceOf(UserError.class);
                }
            }
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void nothingThatIsThereIsLost() throws Exception {
        NetworkSpec spec = NetworkSpec.tutorial();
        NetworkWeights weights = NetworkWeights.of(EveryKind.network(spec), spec);
        Path file = Files.writeString(folder.resolve("thesis.txt"), "all my work");
        for (Path taken : List.of(folder, file)) {
            assertThatThrownBy(() -> JavaExport.write(weights, taken, "digits", DIGITS, ""))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("javaFolder " + taken)
                    .hasMessageContaining("give a new or an empty folder");
        }
        assertThat(file).hasContent("all my work");
        List<Path> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(names::add);
        }
        assertThat(names).containsExactly(file);
        for (String name : List.of("", "1st", "a-b", "a..b", "class", "../up")) {
            assertThatThrownBy(() -> JavaExport.write(weights, folder.resolve("new"), name, DIGITS, ""))
                    .hasMessageContaining("is no name for a Java package");
        }
        assertThat(folder.resolve("new")).doesNotExist();
    }
}
