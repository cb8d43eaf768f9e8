package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import gatewise.testing.ToySequences;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read elsewhere is what is read here. */
class DataFilesTest {
    @TempDir
    Path folder;

    private Dataset elsewhere(String source, int files) throws Exception {
        DataFiles read = DataFiles.read(source);
        assertThat(read.contents()).hasSize(files);
        Dataset here = Dataset.open(source);
        Dataset there =
                read.open(source, Reading.DEFAULT, here.holdout(), Files.createDirectory(folder.resolve("elsewhere")));
        assertThat(there.sha256()).isEqualTo(here.sha256());
        assertThat(there.form()).isEqualTo(here.form());
        assertThat(there.train().count()).isEqualTo(here.train().count());
        assertThat(there.train().steps(3)).isDeepEqualTo(here.train().steps(3));
        assertThat(there.validation().steps(1)).isDeepEqualTo(here.validation().steps(1));
        assertThat(there.test().steps(1)).isDeepEqualTo(here.test().steps(1));
        return there;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void images(boolean gzip) throws Exception {
        IdxFiles.write(folder.resolve("images"), 240, 60, 6, 5, 3, 1, gzip);
        elsewhere(folder.resolve("images").toString(), 4);
    }

    @Test
    void oneOfSeveralSetsInAFolder() throws Exception {
        Path one = folder.resolve("one");
        IdxFiles.write(one, 240, 60, 6, 5, 3, 1, false);
        for (String set : new String[] {"a", "b"}) {
            try (var files = Files.list(one)) {
                for (Path file : files.filter(
                                path -> !path.getFileName().toString().matches("[ab]-.*"))
                        .toList()) {
                    Files.copy(file, one.resolve(set + "-" + file.getFileName()));
                }
            }
        }
        elsewhere(one.resolve("b").toString(), 4);
    }

    @Test
    void aFileOfSequences() throws Exception {
        elsewhere(ToySequences.classes(folder).toString(), 1);
    }

    @Test
    void aPairOfFilesByWhatTheyHaveInCommon() throws Exception {
        Path one = ToySequences.classes(folder);
        Path pair = Files.createDirectory(folder.resolve("pair"));
        Files.copy(one, pair.resolve("slopes_TRAIN.ts"));
        Files.copy(one, pair.resolve("slopes_TEST.ts"));
        elsewhere(pair.resolve("slopes").toString(), 2);
    }

    @Test
    void whatIsKnownByANameNeedsNone() throws Exception {
        elsewhere("adding:20", 0);
        assertThat(DataFiles.read("mnist").contents()).isEmpty();
        assertThat(DataFiles.read("mnist").size()).isZero();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> DataFiles.read(folder.resolve("none").toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such file or folder");
    }
}
