package gatewise.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresBackend
class VerificationTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    static Stream<Arguments> cases() throws Exception {
        List<Arguments> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(REFERENCE)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                ReferenceCase reference = ReferenceCase.read(file);
                for (var implementation : Verification.implementations(reference)) {
                    all.add(Arguments.of(file.getFileName().toString(), reference, implementation));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("cases")
    void everyImplementationAgreesWithEveryReferenceFile(
            String file, ReferenceCase reference, Verification.Implementation implementation) {
        List<Verification.Deviation> deviations = Verification.run(reference, implementation);

        int parameters = (reference.resetAfter() ? 4 : 3) * reference.layers() * reference.directions();
        assertThat(deviations).hasSize(2 + parameters).allMatch(Verification.Deviation::agrees, "agrees");
    }

    @Test
    void nothingPastTheEndOfASequenceMatters() {
        ReferenceCase reference = ReferenceCase.read(REFERENCE.resolve("lengths-gru.json"));
        for (int sequence = 0; sequence < reference.batch(); sequence++) {
            for (double[] row : reference.x()[sequence]) {
                Arrays.fill(row, reference.length(sequence), reference.steps(), Double.NaN);
            }
        }
        for (var implementation : Verification.implementations(reference)) {
            assertThat(Verification.run(reference, implementation)).allMatch(Verification.Deviation::agrees, "agrees");
        }
    }

    @Test
    void theLargestDeviationIsPrintedNotTheFirst() {
        ReferenceCase reference = ReferenceCase.read(REFERENCE.resolve("lengths-gru.json"));
        reference.dx()[1][0][0] += 0.5;
        reference.dx()[2][1][0] -= 2;
        for (var implementation : Verification.implementations(reference)) {
            Verification.Deviation dx =
                    Verification.run(reference, implementation).get(1);
            assertThat(dx.name()).isEqualTo("dx");
            assertThat(dx.agrees()).isFalse();
            assertThat(dx.absolute()).isCloseTo(2, within(1e-5));
        }
    }
}
