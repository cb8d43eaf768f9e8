package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.backend.Examination;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuCheckTest {
    @Test
    void loadsOpenBlasBeforeNd4j() {
        List<String> loaded = new ArrayList<>();
        assertThat(CpuCheck.examine("linux-x86_64", loaded::add)).isEqualTo(Examination.usable(List.of()));
        assertThat(loaded).containsExactly(CpuCheck.OPENBLAS, CpuCheck.ND4J);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Could not find jniopenblas in class, module, and library paths."
                        + "|no natives of OpenBLAS for linux-riscv64 on the class path; build on this machine",
                "java.io.IOException: Could not create the cache: Set the property.|cannot unpack the natives of OpenBLAS (java.io",
                "No space left on device|cannot unpack the natives of OpenBLAS (No space left on device); make room or choose",
                "/x.so: libgfortran.so.4: cannot open shared object file"
                        + "|the natives of OpenBLAS do not load (java.lang.UnsatisfiedLinkError: /x.so: libgfortran.so.4",
                "/x.so: libgomp.so.1: cannot open shared object file: No such file"
                        + "|the natives of OpenBLAS do not load (java.lang.UnsatisfiedLinkError: /x.so: libgomp.so.1"
            })
    void tellsTheReasonsApart(String failure, String expected) {
        Examination finding = CpuCheck.examine("linux-riscv64", name -> {
            throw (LinkageError) new UnsatisfiedLinkError("no jni in java.library.path")
                    .initCause(new UnsatisfiedLinkError(failure));
        });
        assertThat(finding.problem().orElseThrow().message())
                .startsWith(expected)
                .doesNotContain("\n");
    }

    @Test
    void namesThePackageToInstall() {
        Examination finding = CpuCheck.examine("linux-x86_64", name -> {
            if (name.equals(CpuCheck.ND4J)) {
                throw new UnsatisfiedLinkError("/x.so: libgomp.so.1: cannot open shared object file");
            }
        });
        assertThat(finding.problem().orElseThrow().reason())
                .startsWith("the natives of ND4J's CPU backend do not load");
        assertThat(finding.problem().orElseThrow().fix())
                .isEqualTo("install the system package that holds libgomp.so.1");
    }

    @Test
    void reportsABackendWhoseClassesAreAbsent() {
        Examination finding = CpuCheck.examine("linux-x86_64", name -> {
            throw new ClassNotFoundException(name);
        });
        assertThat(finding.problem().orElseThrow().reason()).startsWith("no natives of OpenBLAS for linux-x86_64");
    }
}
