package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataOptionTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"mnist", "fashion", "emnist-letters"})
    void aNameMeansTheSameOnEveryMachine(String name) {
        assertThat(DataOption.source(name)).isEqualTo(name == null ? "mnist" : name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./fashion", "here/../fashion", "Fashion"})
    void aFolderIsKeptInFull(String folder) {
        assertThat(DataOption.source(folder))
                .isEqualTo(
                        Path.of("").toAbsolutePath().resolve(folder).normalize().toString());
    }
}
