package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
    @Test
    void tellNoMoreOfThePathThanIsNeeded() {
        assertThat(ModelNames.of(List.of(Path.of("/home/someone/runs/a/best.zip"), Path.of("../last.zip"))))
                .containsExactly("best.zip", "last.zip");
        assertThat(ModelNames.of(List.of(
                        Path.of("/home/someone/runs/a/best.zip"), Path.of("runs/b/best.zip"), Path.of("x/other.zip"))))
                .containsExactly("a/best.zip", "b/best.zip", "other.zip");
        assertThat(ModelNames.of(
                        List.of(Path.of("/one/a/best.zip"), Path.of("/two/a/best.zip"), Path.of("b/best.zip"))))
                .containsExactly("a/best.zip (1)", "a/best.zip (2)", "b/best.zip");
        assertThat(ModelNames.of(Path.of("runs/x/.."))).isEqualTo("runs");
        assertThat(ModelNames.of(Path.of("/"))).isEqualTo("/");
    }
}
