package gatewise.data;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    @TempDir
    private Path folder;

    @Test
    void mnistIsWholeAndSplitAsDocumented() {
        Dataset mnist = Dataset.open("mnist");

        assertThat(mnist.name()).isEqualTo("mnist");
        assertThat(mnist.train().count()).isEqualTo(55_000);
        assertThat(mnist.validation().count()).isEqualTo(5_000);
        assertThat(mnist.test().count()).isEqualTo(10_000);
        assertThat(mnist.timeSteps()).isEqualTo(28);
        assertThat(mnist.features()).isEqualTo(28);
        assertThat(mnist.classes()).isEqualTo(10);
        assertThat(mnist.labels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        // The training file begins 5 0 4 1 9, the test file 7 2 1 0 4.
        assertThat(firstLabels(mnist.validationImages())).containsExactly(5, 0, 4, 1, 9);
        assertThat(firstLabels(mnist.testImages())).containsExactly(7, 2, 1, 0, 4);
        assertThat(mnist.trainImages().offset(0)).isEqualTo(5_000 * 784);
        assertThat(mnist.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void aWrongSumNamesTheFile() {
        String resource = "/gatewise/mnist/t10k-labels-idx1-ubyte.gz";

        assertThatThrownBy(() -> BundledMnist.verified(resource, "00", IdxFile::readLabels))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(resource)
                .hasMessageContaining("has MD5 27ae3e4e09519cfbb04c329615203637, expected 00");
        assertThatThrownBy(() -> BundledMnist.verified("/gatewise/mnist/none.gz", "00", IdxFile::readLabels))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("/gatewise/mnist/none.gz: missing");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void opensAFolderOfAnySizeAndClasses(boolean gzip) {
        IdxFiles.write(folder, 60, 13, 6, 4, 12, 1, gzip);

        Dataset set = Dataset.open(folder.toString());

        assertThat(set.name()).isEqualTo(folder.getFileName().toString());
        assertThat(set.validation().count()).isEqualTo(5);
        assertThat(set.train().count()).isEqualTo(55);
        assertThat(set.test().count()).isEqualTo(13);
        assertThat(set.timeSteps()).isEqualTo(6);
        assertThat(set.features()).isEqualTo(4);
        assertThat(set.classes()).isEqualTo(12);
        assertThat(set.labels()).hasSize(12).last().isEqualTo("11");
    }

    @Test
    void theHashIsOfTheContentAndNotOfItsPacking() throws IOException {
        Path other = folder.resolve("other");
        IdxFiles.write(folder.resolve("plain"), 24, 6, 3, 3, 3, 1, false);
        IdxFiles.write(folder.resolve("packed"), 24, 6, 3, 3, 3, 1, true);
        IdxFiles.write(other, 24, 6, 3, 3, 3, 1, false);
        byte[] labels = Files.readAllBytes(other.resolve(TEST_LABELS));
        labels[labels.length - 1] = 0;
        Files.write(other.resolve(TEST_LABELS), labels);

        String hash = Dataset.open(folder.resolve("plain").toString()).sha256();

        assertThat(Dataset.open(folder.resolve("packed").toString()).sha256()).isEqualTo(hash);
        assertThat(Dataset.open(other.toString()).sha256()).isNotEqualTo(hash);
    }

    @Test
    void readsDotsForDashesAndTestForT10k() throws IOException {
        IdxFiles.write(folder, 24, 6, 3, 3, 3, 1, false);
        for (String name : List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)) {
            Files.move(
                    folder.resolve(name),
                    folder.resolve(name.replace("-idx", ".idx").replace("t10k", "test")));
        }

        assertThat(Dataset.open(folder.toString()).train().count()).isEqualTo(22);
    }

    @Test
    void tellsSeveralSetsInAFolderApart() throws IOException {
        emnist("emnist-letters", 3);
        assertThat(Dataset.open(folder.toString()).classes()).isEqualTo(3);

        emnist("emnist-digits", 2);
        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found 2 sets in this folder (emnist-digits, emnist-letters)")
                .hasMessageEndingWith("as in data " + folder.resolve("emnist-digits"));
        Dataset letters = Dataset.open(folder.resolve("emnist-letters").toString());
        assertThat(letters.name()).isEqualTo("emnist-letters");
        assertThat(letters.classes()).isEqualTo(3);
    }

    @Test
    void aMissingFolderOrForeignFolderIsNamed() {
        String missing = folder.resolve("nowhere").toString();

        assertThatThrownBy(() -> Dataset.open(missing))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "data " + missing + ": no such file or folder, and no set of that name; give a file")
                .hasMessageContaining(TRAIN_IMAGES)
                .hasMessageContaining("or one of mnist, fashion, emnist-");
        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found no IDX files in this folder, expected " + TRAIN_IMAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS})
    void oneMissingFileIsNamed(String name) throws IOException {
        IdxFiles.write(folder, 24, 6, 3, 3, 3, 1, false);
        Files.delete(folder.resolve(name));
        String missing = name.startsWith("t10k") ? "test " + name.split("-")[1] : "train " + name.split("-")[1];

        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no file of " + missing);
    }

    @Test
    void imagesAndLabelsMustBeOfOneNumber() {
        IdxFiles.write(folder, 24, 6, 3, 3, 3, 1, false);
        IdxFiles.save(folder.resolve(TEST_LABELS), IdxFiles.labels(new byte[5]));

        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(TEST_LABELS + ": holds 5 labels, expected 6");
    }

    @Test
    void trainAndTestMustBeOfOneSize() {
        IdxFiles.write(folder, 24, 6, 3, 3, 3, 1, false);
        IdxFiles.save(folder.resolve(TEST_IMAGES), IdxFiles.images(6, 4, 3, new byte[72]));

        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(TEST_IMAGES + ": images of 4 x 3 pixels, expected 3 x 3");
    }

    @Test
    void testLabelsMustBeKnownFromTraining() {
        IdxFiles.write(folder, 24, 6, 3, 3, 3, 1, false);
        IdxFiles.save(
                folder.resolve(TEST_LABELS),
                IdxFiles.labels((byte) 0, (byte) 1, (byte) 3, (byte) 0, (byte) 0, (byte) 0));

        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(TEST_LABELS + ": holds label 3, expected 0 to 2");
    }

    @Test
    void oneClassIsTooFew() {
        IdxFiles.write(folder, 24, 6, 3, 3, 1, 1, false);

        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("expected at least two classes");
    }

    @Test
    void elevenImagesAreTooFewToSplit() throws IOException {
        IdxFiles.write(folder, 11, 6, 3, 3, 3, 1, false);
        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(TRAIN_IMAGES + ": holds 11 images, expected at least 12");

        IdxFiles.write(folder, 12, 6, 3, 3, 3, 1, false);
        Dataset smallest = Dataset.open(folder.toString());
        assertThat(smallest.validation().count()).isEqualTo(1);
        assertThat(smallest.train().count()).isEqualTo(11);
    }

    @Test
    void aLimitCutsTrainingAlone() {
        IdxFiles.write(folder, 24, 6, 3, 3, 3, 1, false);
        Dataset whole = Dataset.open(folder.toString());

        Dataset limited = whole.limit(4);

        assertThat(limited.train().count()).isEqualTo(4);
        assertThat(limited.trainImages().image(3)).isEqualTo(whole.trainImages().image(3));
        assertThat(limited.validation()).isSameAs(whole.validation());
        assertThat(limited.test()).isSameAs(whole.test());
        assertThat(whole.limit(22).train().count()).isEqualTo(22);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 23})
    void aLimitMustBeWithinReach(int limit) {
        IdxFiles.write(folder, 24, 6, 3, 3, 3, 1, false);
        Dataset set = Dataset.open(folder.toString());

        assertThatThrownBy(() -> set.limit(limit))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("limit " + limit + ": ")
                .hasMessageEndingWith("give a number from 1 to 22");
    }

    /** Writes a set and renames its files as EMNIST names them. */
    private void emnist(String prefix, int classes) throws IOException {
        Path plain = folder.resolve("plain-" + prefix);
        IdxFiles.write(plain, 24, 6, 3, 3, classes, 1, true);
        try (Stream<Path> files = Files.list(plain)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace("t10k", "test");
                Files.move(file, folder.resolve(prefix + "-" + name), REPLACE_EXISTING);
            }
        }
    }

    private static int[] firstLabels(ImageSet set) {
        int[] labels = new int[5];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = set.label(i);
        }
        return labels;
    }
}
