package gatewise.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CudaBuildTest {

    @Test
    void readsVersionsAndArchitectures() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader("""
                description=for a GPU
                cudaVersion=11.6
                architectures.linux-x86_64=3.7 8.6
                architectures.windows-x86_64=8.6
                """));
        CudaBuild build = CudaBuild.of(properties);
        assertThat(build.description()).isEqualTo("for a GPU");
        assertThat(build.cudaVersion()).isEqualTo("11.6");
        assertThat(build.architectures())
                .containsOnlyKeys("linux-x86_64", "windows-x86_64")
                .containsEntry("linux-x86_64", List.of(new ComputeCapability(3, 7), new ComputeCapability(8, 6)));
    }

    @Test
    void mavenFillsInTheDescription() {
        CudaBuild build = CudaBuild.read();
        assertThat(build.description()).startsWith("ND4J CUDA backend").doesNotContain("${");
        assertThat(build.cudaVersion()).matches("\\d+\\.\\d+");
        assertThat(build.architectures().get("linux-x86_64")).contains(new ComputeCapability(8, 6));
    }
}
