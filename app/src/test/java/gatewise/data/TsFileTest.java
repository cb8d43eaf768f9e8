package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TsFileTest {
    private static final Reading INTERPOLATED = new Reading(null, Columns.NONE, Missing.INTERPOLATE, null);
    private static final String HEAD = "@problemName Small\n@timeStamps false\n@missing false\n";

    private static FileContent read(String text) {
        return read(text, Reading.DEFAULT, null);
    }

    private static FileContent read(String text, Reading reading, Form known) {
        return read(text.getBytes(StandardCharsets.UTF_8), reading, known);
    }

    private static FileContent read(byte[] bytes, Reading reading, Form known) {
        return TsFile.read(new ByteArrayInputStream(bytes), "s.ts", reading, known);
    }

    /** Such as of a network of a generated task, whose features have names that no .ts file can give. */
    @Test
    void dimensionsAreTheFeaturesOfANetworkInTheirOrder() {
        Form sums =
                new Form(Task.REGRESS, List.of("number", "marker"), List.of("sum"), Scaling.none(2), Scaling.none(1));
        String head = "@problemName sums\n@targetLabel false\n@data\n";
        FileContent content = read(head + "0.5,0.2:1,0\n", Reading.DEFAULT, sums);
        assertThat(content.features()).containsExactly("number", "marker");
        assertThat(content.sequences().count()).isOne();
        assertThat(read(head + "1,2:1,0:3,4\n", Reading.DEFAULT, sums).features())
                .containsExactly("dimension 1", "dimension 2", "dimension 3");
    }

    private static String refusal(String text) {
        try {
            read(text);
        } catch (UserError e) {
            return e.getMessage();
        }
        throw new AssertionError("was read");
    }

    @Test
    void readsDimensionsOfUnequalLengthsWithTheirClasses() {
        FileContent content = read(
                "# says\n\n" + HEAD + "@univariate false\n@dimensions 2\n@equalLength false\n"
                        + "@classLabel true walking running\n@data\n1,2,3:-4,5e-1,.25:running\n\n# more\n 7 , 8\t: 9,1E1 : walking \r\n");

        NumberSequences sequences = content.sequences();
        assertThat(content.task()).isEqualTo(Task.CLASSIFY);
        assertThat(content.features()).containsExactly("dimension 1", "dimension 2");
        assertThat(content.outputs()).containsExactly("walking", "running");
        assertThat(sequences.values(0)).isDeepEqualTo(new float[][] {{1, -4}, {2, 0.5f}, {3, 0.25f}});
        assertThat(sequences.values(1)).isDeepEqualTo(new float[][] {{7, 9}, {8, 10}});
        assertThat(new int[] {sequences.label(0), sequences.label(1)}).containsExactly(1, 0);
        assertThat(sequences.name(1)).isEqualTo("1");
    }

    /** Of one sequence of a billion ones. */
    @Test
    void whatUnpacksToFarMoreThanItsSizeIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write((HEAD + "@classLabel true a b\n@data\n").getBytes(StandardCharsets.UTF_8));
            byte[] ones = "1,".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                out.write(ones);
            }
            out.write("1:a\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> read(packed.toByteArray(), Reading.DEFAULT, null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("unpacks to more than 100 times its size");
    }

    @Test
    void headerWordsHaveAnyCaseAndTheLastLineNeedsNoEnd() {
        FileContent content = read(
                "\ufeff@PROBLEMNAME x\n@Univariate TRUE\n@EqualLength true\n@serieslength 2\n@CLASSLABEL true a b\n@nothingKnownHere\n@DATA\n1,2:a\n3,4:b");

        assertThat(content.sequences().count()).isEqualTo(2);
        assertThat(content.features()).containsExactly("value");
    }

    @Test
    void readsNumbersToBeSaidAndSequencesOfWhichNothingIsKnown() {
        FileContent regression = read("@targetLabel true\n@data\n1,2:3,4:0.5\n");
        FileContent unknown = read("@classLabel false\n@data\n1,2:3,4\n5:6\n");

        assertThat(regression.task()).isEqualTo(Task.REGRESS);
        assertThat(regression.outputs()).containsExactly("target");
        assertThat(regression.sequences().target(0, 0)).isEqualTo(0.5f);
        assertThat(unknown.sequences().isLabelled()).isFalse();
        assertThat(unknown.sequences().values(1)).isDeepEqualTo(new float[][] {{5, 6}});
        assertThat(refusal("@targetLabel true\n@data\n1,2:x\n"))
                .isEqualTo("s.ts, line 3: found 'x', expected the number to be said; correct the line");
    }

    @Test
    void aNumberIsReadAsJavaReadsIt() {
        float[][] values =
                read("@classLabel false\n@data\n16777217,0.1,1.17549435E-38,1e-45,-0,33554434.999999999999999,"
                                + "8589973504,3.0000000000000000000000000001,00012,+5\n")
                        .sequences()
                        .values(0);

        String[] said = {
            "16777217",
            "0.1",
            "1.17549435E-38",
            "1e-45",
            "-0",
            "33554434.999999999999999",
            "8589973504",
            "3.0000000000000000000000000001",
            "00012",
            "+5"
        };
        for (int i = 0; i < said.length; i++) {
            assertThat(values[i][0]).as(said[i]).isEqualTo(Float.parseFloat(said[i]));
        }
    }

    @Test
    void missingValuesAreRefusedWithWhatMendsThemOrKept() {
        String text = HEAD + "@univariate false\n@classLabel true a b\n@data\n1,2:3,4:a\n1,2:?,NaN:b\n";

        assertThat(refusal(text))
                .isEqualTo(
                        "s.ts, line 8: a value of dimension 2 is missing; train with missing interpolate or missing zero");
        float[][] kept = read(text, INTERPOLATED, null).sequences().values(1);
        assertThat(new float[] {kept[0][0], kept[1][0]}).containsExactly(1, 2);
        assertThat(kept[0][1]).isNaN();
        assertThat(kept[1][1]).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@data~1,2:a                        | line 1: the header has neither @classLabel nor @targetLabel; add",
                "@classLabel true a b~1,2:a         | line 2: found '1', expected a line of the header",
                "@classLabel true a b               | line 1: ends before @data; give a whole .ts file",
                "@timeStamps true~@data             | line 1: @timeStamps true: values with times are not read; give",
                "@missing perhaps                   | line 1: @missing 'perhaps', expected true or false",
                "@dimensions 0                      | line 1: @dimensions '0', expected a whole number from 1 to",
                "@dimension x                       | line 1: @dimension 'x', expected a whole number from 1 to",
                "@clasLabel true a                  | line 1: @clasLabel is no word of the header; did you mean @classLabel?",
                "@missing true~@Missing false       | line 2: @missing is said twice; keep one of the two",
                "@classLabel true                   | line 1: @classLabel true names no class; add the names",
                "@classLabel true a b a             | line 1: @classLabel names 'a' twice; name each class once",
                "@classLabel true a b~@data 1,2     | line 2: found '1,2' after @data; begin",
                "@univariate true~@dimensions 2~@classLabel false~@data | line 4: the header says @univariate true and 2 dim",
                "@classLabel true a b~@targetLabel true~@data | line 3: the header says both @classLabel true and @targetLabel",
            })
    void aHeaderThatIsWrongIsRefused(String text, String said) {
        assertThat(refusal(text.replace('~', '\n'))).startsWith("s.ts, " + said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2:3,4:c     | line 4: class 'c' is none of @classLabel's; name it there, or correct the line",
                "1,2:3,4:walk  | line 4: class 'walk' is none of @classLabel's; did you mean walking?",
                "1,2:3,4,5:b   | line 4: dimension 2 has 3 values, dimension 1 has 2; give each",
                "1,2:3,4       | line 4: ends with a dimension, expected a class after it; add it after a colon",
                "1,2:b         | line 4: has 1 dimension, expected 2; give each sequence",
                "1:2:3:b       | line 4: has 3 dimensions, expected 2; give each sequence",
                "b             | line 4: holds no values before 'b'; correct",
                "1,x:3,4:b     | line 4: found 'x', expected a value; correct the line",
                "1,:3,4:b      | line 4: found '', expected a value; correct the line",
                "1,0x1p3:3,4:b | line 4: found '0x1p3', expected a value; correct the line",
                "1,1f:3,4:b    | line 4: found '1f', expected a value; correct the line",
                "1,Infinity:3,4:b | line 4: found 'Infinity', expected a value; correct the line",
                "1,1e39:3,4:b  | line 4: found '1e39', expected numbers from -1e38 to 1e38; correct the line",
                "(0,1):(0,2):b | line 4: found '(0', expected a value; correct the line",
            })
    void aLineThatIsWrongIsRefused(String line, String said) {
        assertThat(refusal("@classLabel true b walking\n@data\n5,6:7,8:b\n" + line + "\n9,9:9,9:b\n"))
                .startsWith("s.ts, " + said);
    }

    @Test
    void aHeaderThatItsSequencesContradictIsRefused() {
        String classes = "@classLabel true a b\n";
        assertThat(refusal("@equalLength true\n" + classes + "@data\n1,2:a\n1:b\n"))
                .isEqualTo("s.ts, line 5: has 1 step, the first sequence has 2 and the header says @equalLength true;"
                        + " say @equalLength false, or correct the line");
        assertThat(refusal("@equalLength true\n@seriesLength 3\n" + classes + "@data\n1,2:a\n"))
                .isEqualTo("s.ts, line 5: has 2 steps, the header says @seriesLength 3; correct one of them");
        assertThat(refusal("@univariate true\n" + classes + "@data\n1,2:3,4:a\n"))
                .startsWith("s.ts, line 4: has 2 dimensions, expected 1;");
        assertThat(refusal(classes + "@data\n\n# none\n"))
                .isEqualTo("s.ts: holds no sequence after @data; give a file with sequences");
        assertThat(read("@equalLength false\n@seriesLength 9\n" + classes + "@data\n1,2:a\n")
                        .sequences()
                        .length(0))
                .isEqualTo(2);
    }

    @Test
    void classesAreThoseThatAreKnown() {
        Form known = new Form(Task.CLASSIFY, List.of("value"), List.of("b", "a"), Scaling.none(1), null);

        assertThat(read("@classLabel true a b c\n@data\n1:a\n2:b\n", Reading.DEFAULT, known)
                        .sequences()
                        .targets()
                        .values())
                .containsExactly(1, 0);
        assertThatThrownBy(() -> read("@classLabel true a b c\n@data\n1:c\n", Reading.DEFAULT, known))
                .hasMessage("s.ts, line 3: class 'c' is none of those that were trained; leave such sequences out");
        assertThat(read("@classLabel false\n@data\n1\n", Reading.DEFAULT, known)
                        .sequences()
                        .isLabelled())
                .isFalse();
        assertThatThrownBy(() -> read("@targetLabel true\n@data\n1:2\n", Reading.DEFAULT, known))
                .hasMessage(
                        "s.ts: is a .ts file for the task regress, expected one for classify; give a table for other tasks");
    }

    @Test
    void packedFilesAreReadAndCutOffOnesRefused() {
        byte[] text = "@classLabel true a b\n@data\n1,2:a\n3,4:b\n".getBytes(StandardCharsets.UTF_8);
        byte[] packed = IdxFiles.gzip(text);

        assertThat(read(packed, Reading.DEFAULT, null).sequences().count()).isEqualTo(2);
        assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length - 9), Reading.DEFAULT, null))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("s.ts: cannot be unpacked (")
                .hasMessageEndingWith("download or pack it again");
    }

    @Test
    void aValueWithoutEndCostsNoMemory() {
        byte[] head = "@classLabel true a b\n@data\n".getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < head.length ? head[at++] : '1';
            }
        };

        assertThatThrownBy(() -> TsFile.read(endless, "s.ts", Reading.DEFAULT, null))
                .hasMessage("s.ts, line 3: a value goes on for more than 1000 characters; give a text file");
    }

    @Test
    void longFilesCrossBuffers() {
        StringBuilder text = new StringBuilder("@classLabel true a b\n@data\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(".5,").append(-i).append(i % 2 == 0 ? ":a\n" : ":b\n");
        }

        NumberSequences sequences = read(text.toString()).sequences();
        assertThat(sequences.count()).isEqualTo(20_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(sequences.values(i)[0][0] == i + 0.5f && sequences.values(i)[1][0] == -i)
                    .isTrue();
            assertThat(sequences.label(i)).isEqualTo(i % 2);
        }
    }
}
