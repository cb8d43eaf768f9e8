package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxPartsTest {
    @TempDir
    Path folder;

    private record File(Path path) implements RangeSource {
        @Override
        public String name() {
            return path.getFileName().toString();
        }

        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public long modified() throws IOException {
            return Files.getLastModifiedTime(path).toMillis();
        }

        @Override
        public InputStream open(long from) throws IOException {
            InputStream in = Files.newInputStream(path);
            in.skipNBytes(from);
            return in;
        }
    }

    private File file(String name) {
        return new File(folder.resolve(name));
    }

    @Test
    void imagesOfARangeAreThoseOfTheWhole() throws Exception {
        IdxFiles.write(folder, 12, 11, 6, 5, 3, 1, false);
        File images = file("t10k-images-idx3-ubyte");
        File labels = file("t10k-labels-idx1-ubyte");
        assertThat(IdxParts.isOne(images)).isTrue();
        assertThat(IdxParts.isOne(labels)).isFalse();
        IdxParts parts = IdxParts.of(images, labels);
        assertThat(List.of(parts.count(), parts.rows(), parts.columns(), parts.packed()))
                .isEqualTo(List.of(11, 6, 5, false));
        ImageSet whole = Dataset.open(folder.toString()).testImages();
        ImageSet some = parts.read(images, labels, new ByteRange(4, 9), 3);
        assertThat(some.count()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(some.image(i)).isEqualTo(whole.image(4 + i));
            assertThat(some.label(i)).isEqualTo(whole.label(4 + i));
        }
        assertThatThrownBy(() -> parts.read(images, labels, new ByteRange(1, 4), 2))
                .hasMessageContaining("holds label 2, of image 2, expected 0 to 1");
    }

    @Test
    void filesThatAreDamaged() throws Exception {
        IdxFiles.write(folder, 12, 11, 6, 5, 3, 1, false);
        File images = file("t10k-images-idx3-ubyte");
        byte[] bytes = Files.readAllBytes(images.path());
        Files.write(images.path(), Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> IdxParts.of(images, null))
                .hasMessageContaining("found 329 bytes; the file is cut off");
        Files.write(images.path(), Arrays.copyOf(bytes, bytes.length + 1));
        assertThatThrownBy(() -> IdxParts.of(images, null)).hasMessageContaining("found more; the file is damaged");
        Files.write(images.path(), bytes);
        assertThatThrownBy(() -> IdxParts.of(images, file("train-labels-idx1-ubyte")))
                .hasMessageContaining("holds 12 labels, expected 11");
    }

    /** Of the same size, from another second. */
    private static void replace(File file) throws IOException {
        Files.setLastModifiedTime(file.path(), FileTime.fromMillis(file.modified() + 2_000));
    }

    private static void assertChanged(IdxParts parts, RangeSource images, RangeSource labels, String name) {
        assertThatThrownBy(() -> parts.read(images, labels, new ByteRange(4, 9), 3))
                .hasMessageContaining(name + ": was changed while it was read")
                .extracting(e -> ((UserError) e).exitCode())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void filesThatChangeBetweenPlanAndRead(boolean packed) throws Exception {
        IdxFiles.write(folder, 12, 11, 6, 5, 3, 1, packed);
        String end = packed ? ".gz" : "";
        File images = file("t10k-images-idx3-ubyte" + end);
        File labels = file("t10k-labels-idx1-ubyte" + end);
        IdxParts parts = IdxParts.of(images, labels);
        replace(labels);
        assertChanged(parts, images, labels, labels.name());

        IdxParts grown = IdxParts.of(images, labels);
        Files.write(images.path(), new byte[1], StandardOpenOption.APPEND);
        assertChanged(grown, images, labels, images.name());

        IdxFiles.write(folder, 12, 11, 6, 5, 3, 1, packed);
        IdxParts later = IdxParts.of(images, labels);
        // Between the look at the files before and the one after.
        RangeSource read = new RangeSource() {
            @Override
            public String name() {
                return images.name();
            }

            @Override
            public long size() throws IOException {
                return images.size();
            }

            @Override
            public long modified() throws IOException {
                return images.modified();
            }

            @Override
            public InputStream open(long from) throws IOException {
                InputStream in = images.open(from);
                replace(images);
                return in;
            }
        };
        assertChanged(later, read, labels, images.name());
    }

    @Test
    void namesOfFiles() {
        assertThat(IdxParts.labelsOf("emnist-test-images-idx3-ubyte.gz"))
                .containsExactly("emnist-test-labels-idx1-ubyte", "emnist-test-labels-idx1-ubyte.gz");
        assertThat(IdxParts.labelsOf("pictures.idx")).isEmpty();
        assertThat(IdxParts.testImages("x", List.of("a", "train-images-idx3-ubyte", "t10k-images.idx3-ubyte.gz")))
                .contains("t10k-images.idx3-ubyte.gz");
        assertThatThrownBy(
                        () -> IdxParts.testImages("x", List.of("a-test-images-idx3-ubyte", "test-images-idx3-ubyte")))
                .hasMessageContaining("2 sets");
    }
}
