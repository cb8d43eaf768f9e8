package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files cut at any byte hold what they hold whole. */
class TextPartsTest {
    static final String NAME = "file";
    private static final List<String> CLASSES = List.of("a", "b", "\u00e7");
    private static final int[] SIZES = {1, 2, 7, 40, 333, 100_000};

    record Memory(byte[] bytes) implements RangeSource {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public long modified() {
            return 0;
        }

        @Override
        public InputStream open(long from) {
            return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
        }
    }

    static Form form(Task task, String... features) {
        int count = features.length;
        Scaling scaling = new Scaling(Collections.nCopies(count, 0.5f), Collections.nCopies(count, 2f));
        Scaling one = new Scaling(List.of(0f), List.of(1f));
        return task.saysClasses()
                ? new Form(task, List.of(features), CLASSES, scaling, null)
                : new Form(task, List.of(features), List.of("y"), scaling, one);
    }

    static Reading columns(Columns columns) {
        return new Reading(null, columns, Missing.INTERPOLATE, null);
    }

    /** What parts of about so many bytes hold, read by itself each, a line a sequence. */
    private static List<String> inParts(String text, Reading reading, Form form, int size) throws IOException {
        return inParts(text.getBytes(StandardCharsets.UTF_8), new SequenceParts.Asked(reading, form, false), size);
    }

    static List<String> inParts(byte[] bytes, SequenceParts.Asked asked, int size) throws IOException {
        Memory source = new Memory(bytes);
        TextHead head = TextHead.of(source, asked.reading(), asked.form());
        TextParts parts = new TextParts(head, NAME);
        List<TextParts.Surveyed> surveys = new ArrayList<>();
        for (long from = head.bytes(); from < source.size(); from += size) {
            LineSurvey survey = LineSurvey.of(source, head, new ByteRange(from, Math.min(source.size(), from + size)));
            surveys.add(new TextParts.Surveyed(survey.result(), survey.names()));
        }
        List<String> all = new ArrayList<>();
        List<PartSteps> spacings = new ArrayList<>();
        for (TextPart part : parts.of(surveys)) {
            SequenceParts.Part read = SequenceParts.read(source, head, part, asked);
            all.addAll(lines(read.sequences()));
            spacings.add(read.spacing());
        }
        TextParts.checkSpacings(NAME, spacings);
        return all;
    }

    private static List<String> whole(String text, Reading reading, Form form) {
        return lines(SequenceFiles.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), NAME, reading, form));
    }

    static List<String> lines(NumberSequences sequences) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sequences.count(); i++) {
            lines.add(sequences.name(i) + " " + truth(sequences, i) + " " + Arrays.deepToString(sequences.steps(i)));
        }
        return lines;
    }

    private static String truth(NumberSequences sequences, int sequence) {
        NumberSequences.Targets targets = sequences.targets();
        if (!sequences.isLabelled()) {
            return "?";
        }
        return targets.eachStep()
                ? IntStream.range(0, sequences.length(sequence))
                        .mapToObj(step -> sequences.label(sequence, step))
                        .toList()
                        .toString()
                : IntStream.range(0, targets.width())
                        .mapToObj(output -> sequences.target(sequence, output))
                        .toList()
                        .toString();
    }

    private static void assertSame(String text, Reading reading, Form form) throws IOException {
        List<String> expected = whole(text, reading, form);
        assertThat(expected).hasSizeGreaterThan(5);
        for (int size : SIZES) {
            assertThat(inParts(text, reading, form, size))
                    .as("ranges of " + size)
                    .isEqualTo(expected);
        }
    }

    /** Of any size of ranges the error of the whole file. */
    private static void assertSameError(String text, Reading reading, Form form) {
        UserError expected = catchThrowableOfType(UserError.class, () -> whole(text, reading, form));
        assertThat(expected).isNotNull();
        for (int size : SIZES) {
            UserError found = catchThrowableOfType(UserError.class, () -> inParts(text, reading, form, size));
            assertThat(found).as("ranges of " + size).hasMessage(expected.getMessage());
        }
    }

    private static void assertRefused(String text, Reading reading, Form form, String message) {
        for (int size : SIZES) {
            UserError found = catchThrowableOfType(UserError.class, () -> inParts(text, reading, form, size));
            assertThat(found).as("ranges of " + size).isNotNull();
            assertThat(found.getMessage()).startsWith(message);
        }
    }

    private static String ts(String data) {
        return "# first\n@problemName x\n@timeStamps false\n@classLabel true a b \u00e7\n\n@data\n# second\n" + data;
    }

    private static final Form TWO = form(Task.CLASSIFY, "dimension 1", "dimension 2");
    private static final Form VALUE = form(Task.CLASSIFY, "value");

    @Test
    void sequencesOfATsFile() throws IOException {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            data.append(i % 7 == 0 ? "# comment\n \t\r\n" : "");
            data.append(i + ",2.5,?:")
                    .append(i * 3 + ",1,0:")
                    .append(CLASSES.get(i % 3))
                    .append(i % 2 == 0 ? "\r\n" : "\n");
        }
        assertSame(ts(data.toString()), columns(Columns.NONE), TWO);
        assertSame(ts(data + "5,6:7,8:a"), columns(Columns.NONE), TWO);
        assertSameError(ts(data + "5,6:7:a\n1:2:b\n"), columns(Columns.NONE), TWO);
        assertSameError(ts(data + "\n# c\n5,x:7,8:a\n"), columns(Columns.NONE), TWO);
        assertSameError(ts(data + "5,6:7,8:z\n"), columns(Columns.NONE), TWO);
        assertSameError(ts(data + "5,6:a\n"), columns(Columns.NONE), TWO);
        assertSameError(ts(""), columns(Columns.NONE), TWO);
        String equal = "@equalLength true\n" + ts("1,2:3,4:a\n" + "5,6:7,8:b\n".repeat(9) + "1,2,3:4,5,6:a\n");
        assertSameError(equal, columns(Columns.NONE), TWO);
    }

    @Test
    void rowsWithoutNames() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            rows.append(CLASSES.get(i % 3))
                    .append("\t")
                    .append(i)
                    .append("\t1.5\t")
                    .append(i % 4 == 0 ? "" : "7");
            rows.append("\r\n");
        }
        assertSame(rows.toString(), columns(Columns.NONE), VALUE);
        assertSame(rows + "\n", columns(Columns.NONE), VALUE);
        assertSameError(rows + "\n\n", columns(Columns.NONE), VALUE);
        assertSameError(rows + "a\t1\t2\n" + rows, columns(Columns.NONE), VALUE);
        assertSameError(rows + "a\t1\tx\t2\n" + rows, columns(Columns.NONE), VALUE);
        assertSameError(rows + "\n" + rows, columns(Columns.NONE), VALUE);
    }

    @Test
    void rowsWithNames() throws IOException {
        Reading reading = columns(new Columns("id", null, "kind", null, null));
        StringBuilder rows = new StringBuilder("\ufeffid;kind;v1;v2;v3\n");
        for (int i = 0; i < 25; i++) {
            rows.append("\"n;\"\"" + i + "\u4e00\";" + CLASSES.get(i % 3) + ";" + i + ";2;3\n");
        }
        assertSame(rows.toString(), reading, VALUE);
        assertSameError(rows + "m;z;1;2;3\n", reading, VALUE);
        assertRefused(rows + "m;a;1;2;3\nq;a;1;2;3\nm;a;1;2;3\n", reading, VALUE, "file, line 29: ");
        assertRefused(rows + "\"m\nn\";a;1;2;3\n", reading, VALUE, "file, line 27: has a quote that is not closed");
        assertRefused(
                rows.toString().replace("v1", "\"v\n1\""),
                reading,
                VALUE,
                "file, line 1: has a quote that is not closed in the same line");
        assertRefused(rows + "m;a;1;2;3\rn;a;1;2;3\n", reading, VALUE, "file, line 27: has a carriage return");
    }

    private static String steps(String who, String y, int count, int step) {
        StringBuilder rows = new StringBuilder();
        for (int t = count - 1; t >= 0; t--) {
            rows.append(who + "," + t * step + "," + t + ",0.5," + y + "\n");
        }
        return rows.toString();
    }

    @Test
    void rowsThatAreSteps() throws IOException {
        Reading reading = columns(new Columns("who", "t", "kind", List.of("x1", "x2"), null));
        Form form = form(Task.CLASSIFY, "x1", "x2");
        StringBuilder rows = new StringBuilder("who,t,x1,x2,kind\n");
        for (int i = 0; i < 20; i++) {
            rows.append(steps(i % 3 == 0 ? "\"p, " + i + "\"" : " p" + i, CLASSES.get(i % 3), 2 + i % 5, 2));
        }
        assertSame(rows.toString(), reading, form);
        assertSameError(rows + "z,0,1,2,a\nz,2,q,2,a\n", reading, form);
        assertSameError(rows + "z,0,1,2,a\nz,0,1,2,a\n", reading, form);
        int lines = (int) rows.chars().filter(c -> c == '\n').count();
        assertRefused(
                rows + "p4,0,1,2,a\np4,2,1,2,a\n",
                reading,
                form,
                "file, line " + (lines + 1) + ": is of a sequence that has rows before, and others lie between them");
    }

    @Test
    void rangesCoverAFile() {
        for (long size : new long[] {0, 1, 65_535, 65_536, 200_000, 5_000_000, 1L << 33, 1L << 45}) {
            List<ByteRange> ranges = ByteRange.split(16, 16 + size, 1);
            assertThat(ranges.get(0).from()).isEqualTo(16);
            assertThat(ranges.get(ranges.size() - 1).to()).isEqualTo(16 + size);
            for (int i = 1; i < ranges.size(); i++) {
                assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
                assertThat(ranges.get(i).length()).isBetween(1L << 16, 1L << 25);
            }
        }
        assertThat(ByteRange.split(0, 784 * 10_000, 784)).hasSize(64).allMatch(range -> range.length() % 784 == 0);
        assertThat(ByteRange.split(0, 200_000, 1)).hasSize(3);
    }
}
