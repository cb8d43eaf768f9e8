package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedSetTest {
    @TempDir
    private Path folder;

    private Path system;
    private Path own;

    @BeforeEach
    void places() {
        system = folder.resolve("system");
        own = folder.resolve("own");
    }

    @Test
    void fashionIsTakenFromTheSystemBeforeTheUser() {
        write(own.resolve("fashion"), 3);
        assertThat(named("fashion").find().read(null).classes()).isEqualTo(3);

        write(system.resolve("fashion-mnist"), 4);
        Dataset set = named("fashion").find().read(null);
        assertThat(set.classes()).isEqualTo(4);
        assertThat(set.name()).isEqualTo("fashion");
    }

    @Test
    void aFolderWithoutFilesIsPassedOver() throws IOException {
        Files.createDirectories(system.resolve("fashion-mnist"));
        write(own.resolve("fashion"), 3);
        assertThat(named("fashion").find().read(null).classes()).isEqualTo(3);
    }

    @Test
    void aSetOfEmnistIsFoundAmongTheOthers() throws IOException {
        Path unpacked = own.resolve("emnist").resolve("gzip");
        for (String set : new String[] {"emnist-digits", "emnist-letters"}) {
            Path plain = folder.resolve(set);
            write(plain, set.equals("emnist-digits") ? 2 : 5);
            Files.createDirectories(unpacked);
            for (Path file : Files.list(plain).toList()) {
                Files.move(file, unpacked.resolve(set + "-" + file.getFileName()));
            }
        }
        Dataset letters = named("emnist-letters").find().read(null);
        assertThat(letters.classes()).isEqualTo(5);
        assertThat(letters.name()).isEqualTo("emnist-letters");
        assertThatThrownBy(() -> named("emnist-balanced").find())
                .isInstanceOf(UserError.class)
                .hasMessage("data emnist-balanced: EMNIST is not in " + unpacked.resolve("emnist-balanced")
                        + "; unpack https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip into "
                        + own.resolve("emnist"));
    }

    @Test
    void whatIsNotInstalledIsSaidInOneLineWithHowToGetIt() {
        assertThatThrownBy(() -> named("fashion").find())
                .isInstanceOf(UserError.class)
                .hasMessage("data fashion: Fashion-MNIST is not in " + system.resolve("fashion-mnist") + " and "
                        + own.resolve("fashion") + "; install Debian's package dataset-fashion-mnist, or put the four"
                        + " files of data/fashion in https://github.com/zalandoresearch/fashion-mnist into "
                        + own.resolve("fashion"));
    }

    @Test
    void everyNameIsOneThatAUserCanGive() {
        assertThat(Dataset.names())
                .startsWith("mnist", "fashion")
                .contains("emnist-letters")
                .doesNotHaveDuplicates();
    }

    private NamedSet named(String name) {
        return NamedSet.all(system, own).stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void write(Path place, int classes) {
        IdxFiles.write(place, 24, 6, 3, 3, classes, 1, true);
    }
}
