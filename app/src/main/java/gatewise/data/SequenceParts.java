package gatewise.data;

import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.stream.IntStream;

/** Reads parts of files of sequences as whole files are read. */
public final class SequenceParts {
    private SequenceParts() {}

    /**
     * A part that was read.
     *
     * @param sequences called as in the whole file
     * @param spacing how far the steps of its sequences lie apart, which the other parts must agree with; null where nothing
     *     follows from it
     */
    public record Part(NumberSequences sequences, PartSteps spacing) {}

    /**
     * Reads a part for a network that is there.
     *
     * @param truth whether what is to be said is wanted, so that of series that are to be forecast all windows are read
     * @throws UserError that names the file and the line in it
     */
    public static Part read(RangeSource source, TextHead head, TextPart part, Asked asked) {
        String name = source.name();
        try (InputStream in = open(source, head, part)) {
            head.file().check(source);
            boolean packed = head.rows() == TextHead.Rows.PACKED;
            PartReading partly = packed ? PartReading.WHOLE : head.reading(part.firstLine());
            FileContent content = packed
                    ? SequenceFiles.content(in, name, asked.reading(), asked.form())
                    : content(in, name, head, partly, asked.reading(), asked.form());
            FileContent own = new FileContent(
                    own(content.sequences(), head, part),
                    content.features(),
                    content.outputs(),
                    content.task(),
                    content.found());
            boolean known = asked.truth() && own.sequences().isLabelled();
            boolean all = part.from() <= head.bytes() && part.to() >= source.size();
            if (known && !all && asked.form().task() == Task.FORECAST) {
                checkValues(own.sequences(), asked.reading().missing(), name);
            }
            NumberSequences sequences = known
                    ? SequenceFiles.truth(own, asked.reading(), asked.form(), name)
                            .sequences()
                    : SequenceFiles.finished(own, asked.reading(), asked.form(), name);
            head.file().check(source);
            return new Part(sequences, partly.spacing());
        } catch (IOException e) {
            throw SequenceFiles.unreadable(name, e);
        }
    }

    private static void checkValues(NumberSequences series, Missing missing, String name) {
        if (ForecastData.takesMeans(series, missing)) {
            throw new UserError(
                    name + ": values are missing, and the mean in their place is known of the whole file alone",
                    "fill them in, or leave out the cluster");
        }
    }

    /** How parts are read. */
    public record Asked(Reading reading, Form form, boolean truth) {}

    private static InputStream open(RangeSource source, TextHead head, TextPart part) throws IOException {
        if (head.rows() == TextHead.Rows.PACKED) {
            return source.open(0);
        }
        long from = Math.max(part.from(), head.bytes());
        return new SequenceInputStream(
                new ByteArrayInputStream(head.read(source)), new Bounded(source.open(from), part.to() - from));
    }

    /** @param part null for the head alone */
    static FileContent content(
            InputStream in, String name, TextHead head, PartReading part, Reading reading, Form form) {
        PartReading partly = part == null ? head.reading(1 + head.lines()) : part;
        return head.rows() == TextHead.Rows.TS
                ? TsFile.readPart(in, name, reading, form, partly.lines())
                : TableFile.read(in, new TableFile.Source(name, 0, ReadingProgress.NONE, partly), reading, form);
    }

    /** Without the sequences of the head, which are the first part's. */
    private static NumberSequences own(NumberSequences read, TextHead head, TextPart part) {
        if (part.firstSequence() == 0 || head.rows() == TextHead.Rows.PACKED) {
            return read;
        }
        NumberSequences rest =
                read.select(IntStream.range(head.sequences(), read.count()).toArray());
        return rest.numberedFrom(Math.toIntExact(part.firstSequence()));
    }

    /** So many bytes of a stream. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int b = left > 0 ? super.read() : -1;
            left -= b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(to, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
