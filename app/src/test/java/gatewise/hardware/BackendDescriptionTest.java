package gatewise.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.UserError;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendDescriptionTest {
    private static final String CUDA = """
            name=cuda
            description=for a GPU
            nd4jVersion=1.0
            chosenBy=-Pcuda
            cudaVersion=11.6
            architectures.linux-x86_64=3.7 8.6
            architectures.windows-x86_64=8.6
            """;

    @TempDir
    private Path folder;

    @Test
    void readsAGpusDescription() throws IOException {
        BackendDescription description = read(CUDA);
        assertThat(description.isCuda()).isTrue();
        assertThat(description.cudaVersion()).contains("11.6");
        assertThat(description.cudnnVersion()).isEmpty();
        assertThat(description.architectures())
                .containsOnlyKeys("linux-x86_64", "windows-x86_64")
                .containsEntry("linux-x86_64", List.of(new ComputeCapability(3, 7), new ComputeCapability(8, 6)));
    }

    @Test
    void readsACpusDescription() throws IOException {
        BackendDescription description = read("name=cpu\ndescription=d\nnd4jVersion=1.0\nchosenBy=the default");
        assertThat(description.isCuda()).isFalse();
        assertThat(description.cudaVersion()).isEmpty();
        assertThat(description.architectures()).isEmpty();
    }

    @Test
    void refusesAClassPathWithoutBackend() {
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("no backend on the class path, expected exactly one; rebuild");
    }

    @Test
    void refusesAClassPathWithTwo() {
        assertThatThrownBy(() -> read(CUDA, CUDA.replace("cuda", "cpu")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("2 backends on the class path")
                .hasMessageContaining("-Pcuda");
    }

    @Test
    void namesWhatADescriptionLacks() {
        assertThatThrownBy(() -> read("name=cpu")).hasMessageContaining("lacks description");
    }

    private BackendDescription read(String... descriptions) throws IOException {
        URL[] places = new URL[descriptions.length];
        for (int i = 0; i < descriptions.length; i++) {
            Path file = folder.resolve(String.valueOf(i)).resolve(BackendDescription.RESOURCE);
            Files.createDirectories(file.getParent());
            Files.writeString(file, descriptions[i]);
            places[i] = folder.resolve(String.valueOf(i)).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(places, null)) {
            return BackendDescription.read(loader);
        }
    }
}
