package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files in parts that are longer than counts and buffers, and gzipped ones. */
class LargePartsTest {
    private static final String TS = "@problemName x\n@timeStamps false\n@classLabel true a b\n@data\n";
    private static final SequenceParts.Asked ASKED = new SequenceParts.Asked(
            TextPartsTest.columns(Columns.NONE), TextPartsTest.form(Task.CLASSIFY, "value"), false);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    /** A text, so many bytes of one kind, and another text. */
    private static byte[] around(String before, int count, char filling, String after) {
        byte[] bytes = new byte[before.length() + count + after.length()];
        Arrays.fill(bytes, (byte) filling);
        System.arraycopy(ascii(before), 0, bytes, 0, before.length());
        System.arraycopy(ascii(after), 0, bytes, bytes.length - after.length(), after.length());
        return bytes;
    }

    private static void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> TextPartsTest.inParts(bytes, ASKED, 1 << 24))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void gzippedTextIsReadWhole() throws IOException {
        byte[] plain = ascii(TS + "1,2:a\n3:b\n".repeat(40));
        List<String> expected = TextPartsTest.inParts(plain, ASKED, 1 << 20);
        assertThat(expected).hasSize(80);
        assertThat(TextPartsTest.inParts(gzip(plain), ASKED, 7)).isEqualTo(expected);
        byte[] rows = ascii("a,1,2\nb,3,4\n".repeat(30));
        assertThat(TextPartsTest.inParts(gzip(rows), ASKED, 7)).isEqualTo(TextPartsTest.inParts(rows, ASKED, 7));
    }

    @Test
    void gzipInGzipIsNoText() throws IOException {
        refused(gzip(gzip(ascii(TS + "1,2:a\n"))), "file: is no text file; give a .ts file, or a table in CSV or TSV");
    }

    @Test
    void aLineThatIsTooLongHasItsNumber() {
        String problem = ": goes on for more than 33554432 bytes, and a file in parts is cut between lines; ";
        refused(
                around(TS + "1,2:a\n3:b\n1", (1 << 26) + 10, '1', ":b\n3:b\n"),
                "file, line 7" + problem + "give shorter sequences, or leave out the cluster");
        refused(
                around("a,1,2\nb,3,4\na,", (1 << 26) + 10, ',', "\n"),
                "file, line 3" + problem + "give a row a line, ended by a line feed");
    }

    @Test
    void aFirstSequenceFarBehindIsRefused() {
        String comment = "#" + " ".repeat((1 << 20) - 2) + "\n";
        String comments = comment.repeat(64);
        refused(
                ascii(TS + comments + "1:a\n".repeat(20)),
                "file, line 68: the first sequence ends more than 67108864 bytes behind the beginning; "
                        + "take out comments, or leave out the cluster");
    }

    @Test
    void sequencesBeyondWhatAnIntCounts() {
        FileVersion file = new FileVersion(1L << 40, 0);
        TextParts parts =
                new TextParts(new TextHead(TextHead.Rows.TS, new TextHead.Extent(100, 5, 1), null, -1, file), "file");
        long half = 1L << 30;
        LineSurvey.Result first = result(100, half);
        LineSurvey.Result second = result(1L << 39, half - 10);
        assertThat(parts.of(List.of(surveyed(first), surveyed(second))))
                .extracting(TextPart::firstSequence)
                .containsExactly(0L, half + 1);
        assertThatThrownBy(() -> parts.of(List.of(surveyed(first), surveyed(first))))
                .isInstanceOf(UserError.class)
                .hasMessage("file: has 2147483649 sequences, expected at most 2147483639; give it as several files");
    }

    /** A file that is written anew, of the same size, after it was looked at so often. */
    private static final class Rewritten implements RangeSource {
        private final byte[] bytes;
        private int looks;

        private Rewritten(byte[] bytes, int looks) {
            this.bytes = bytes;
            this.looks = looks;
        }

        @Override
        public String name() {
            return TextPartsTest.NAME;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public long modified() {
            return looks-- > 0 ? 1_000 : 2_000;
        }

        @Override
        public InputStream open(long from) {
            return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
        }
    }

    @Test
    void aFileThatChangesMeanwhileIsRefused() throws IOException {
        byte[] rows = ascii("a,1,2\nb,3,4\n".repeat(30));
        for (int looks = 1; looks < 4; looks++) {
            RangeSource source = new Rewritten(rows, looks);
            TextHead head = TextHead.of(source, ASKED.reading(), ASKED.form());
            TextPart part = new TextPart(head.bytes(), rows.length, 2, 0);
            assertThatThrownBy(() -> {
                        LineSurvey.of(source, head, new ByteRange(head.bytes(), rows.length));
                        SequenceParts.read(source, head, part, ASKED);
                    })
                    .as("after " + looks)
                    .isInstanceOf(UserError.class)
                    .hasMessage("file: was changed while it was read; "
                            + "give the same command again when nothing writes to it");
        }
        RangeSource same = new Rewritten(rows, 4);
        TextHead head = TextHead.of(same, ASKED.reading(), ASKED.form());
        LineSurvey.of(same, head, new ByteRange(head.bytes(), rows.length));
        TextPart part = new TextPart(head.bytes(), rows.length, 2, 0);
        assertThat(SequenceParts.read(same, head, part, ASKED).sequences().count())
                .isEqualTo(60);
    }

    private static TextParts.Surveyed surveyed(LineSurvey.Result result) {
        return new TextParts.Surveyed(result, new byte[0]);
    }

    private static LineSurvey.Result result(long begin, long sequences) {
        return new LineSurvey.Result(
                new LineSurvey.Places(begin, -1, 0), new LineSurvey.Counts(sequences, sequences, -1), null, null, null);
    }
}
