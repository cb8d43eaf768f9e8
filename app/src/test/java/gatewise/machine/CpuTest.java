package gatewise.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flags\t\t: fpu sse2 fma avx avx2 | avx2 fma",
                "flags : avx512f avx512bw avx2 fma | avx2 fma avx512f",
                "flags : fpu sse2 sse4_2 | none of avx2 fma avx512f asimd",
                "Features\t: fp asimd evtstrm | asimd",
                "model name : something | unknown"
            })
    void findsTheFeaturesThatMatter(String line, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("cpuinfo"), "processor : 0\n" + line + "\nprocessor : 1\n");
        assertThat(Cpu.features(file)).isEqualTo(expected);
    }

    @Test
    void isUnknownWhereTheSystemDoesNotTell() {
        assertThat(Cpu.features(folder.resolve("absent"))).isEqualTo("unknown");
    }
}
