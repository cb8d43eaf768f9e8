package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceFilesTest {
    private static final Form FORM =
            new Form(Task.CLASSIFY, List.of("value"), List.of("a", "b"), new Scaling(List.of(10f), List.of(2f)), null);

    @TempDir
    private Path folder;

    private static NumberSequences read(String text, Reading reading) {
        return SequenceFiles.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "input", reading, FORM);
    }

    @Test
    void sequencesForANetworkAreScaledAsItsTrainingSequencesWere() {
        NumberSequences sequences =
                read("@univariate true\n@classLabel true b a\n@data\n10,14:b\n6,10:a\n", Reading.DEFAULT);

        assertThat(sequences.steps(0)).isDeepEqualTo(new float[][] {{0}, {2}});
        assertThat(sequences.steps(1)).isDeepEqualTo(new float[][] {{-2}, {0}});
        assertThat(sequences.values(1)).isDeepEqualTo(new float[][] {{6}, {10}});
        assertThat(new int[] {sequences.label(0), sequences.label(1)}).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t\n", "\ufeff", "\ufeff\n"})
    void textOfBlanksIsEmpty(String text) {
        assertThatThrownBy(() -> read(text, Reading.DEFAULT))
                .hasMessage("input: is empty; give a .ts file, or a table in CSV or TSV");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@univariate true\r@classLabel false\r@data\r1,2\r", "# by hand\r@classLabel false\r@data\r1,2\r"
            })
    void tsFilesDoNotEndTheirLinesInCarriageReturnsAlone(String text) {
        assertThatThrownBy(() -> read(text, Reading.DEFAULT))
                .hasMessage("input: is a .ts file whose lines end in CR alone; end its lines in LF or CRLF");
    }

    @Test
    void sequencesNeedNoClassAndMayHaveGaps() {
        String text = "@univariate true\n@classLabel false\n@data\n?,?\n12,?\n";

        NumberSequences lines = read(text, new Reading(null, Columns.NONE, Missing.INTERPOLATE, null));
        assertThat(lines.isLabelled()).isFalse();
        assertThat(lines.steps(0)).isDeepEqualTo(new float[][] {{0}, {0}});
        assertThat(lines.steps(1)).isDeepEqualTo(new float[][] {{1}, {1}});
        assertThat(read(text, new Reading(null, Columns.NONE, Missing.ZERO, null))
                        .steps(1))
                .isDeepEqualTo(new float[][] {{1}, {0}});
        assertThatThrownBy(() -> read(text, Reading.DEFAULT))
                .hasMessage(
                        "input, line 4: a value of dimension 1 is missing; train with missing interpolate or missing zero");
    }

    @Test
    void otherFeaturesAndFilesThatAreNoTextAreRefused() {
        Path binary = folder.resolve("picture.ts");
        IdxFiles.save(binary, new byte[] {'@', 'd', 0, 1});
        Path empty = folder.resolve("empty");
        IdxFiles.save(empty, new byte[0]);

        assertThatThrownBy(() -> read("@classLabel false\n@data\n1:2\n", Reading.DEFAULT))
                .hasMessage(
                        "input: has the features ['dimension 1', 'dimension 2'], expected [value]; give sequences of the same"
                                + " features");
        assertThatThrownBy(() -> SequenceFiles.read(binary, Reading.DEFAULT, FORM))
                .isInstanceOf(UserError.class)
                .hasMessage(binary + ": is no text file; give a .ts file, or a table in CSV or TSV");
        assertThatThrownBy(() -> SequenceFiles.read(empty, Reading.DEFAULT, FORM))
                .hasMessage(empty + ": is empty; give a .ts file, or a table in CSV or TSV");
        IdxFiles.save(empty, "\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> SequenceFiles.read(empty, Reading.DEFAULT, FORM))
                .hasMessage(empty + ", line 1: is empty; begin with the first row");
        assertThatThrownBy(() -> SequenceFiles.read(folder, Reading.DEFAULT, FORM))
                .hasMessage(folder + ": not a file; give a .ts file, or a table in CSV or TSV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.ts", "s.ts.gz", "s.csv"})
    void howFarTheReadingHasComeIsTold(String name) throws IOException {
        StringBuilder text =
                new StringBuilder(name.endsWith("csv") ? "" : "@univariate true\n@classLabel true 1 2\n@data\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(name.endsWith("csv") ? "1," + i + "," + i * 7 + "\n" : i + "," + i * 7 + ":1\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(name);
        if (name.endsWith("gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bytes);
            }
        } else {
            Files.write(file, bytes);
        }
        List<Long> told = new ArrayList<>();
        FileContent content = SequenceFiles.content(file, Reading.DEFAULT, null, (so, all) -> {
            told.add(so);
            assertThat(all).isEqualTo(file.toFile().length());
        });
        assertThat(content.sequences().count()).isEqualTo(40_000);
        assertThat(told).hasSizeGreaterThan(2).isSorted().endsWith(file.toFile().length());
    }
}
