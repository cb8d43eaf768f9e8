package gatewise.data;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Cuts a file of sequences into parts of whole sequences. */
public final class TextParts {
    /** What numbers of sequences, and a Java array of their names, can count. */
    private static final int MOST_SEQUENCES = Integer.MAX_VALUE - 8;

    private final TextHead head;
    private final String name;
    private final long size;

    /** @param name what errors call the file */
    public TextParts(TextHead head, String name) {
        this.head = head;
        this.name = name;
        size = head.file().size();
    }

    /** Ranges to be surveyed, in any order and by any process; none if the file is one part. */
    public List<ByteRange> ranges() {
        return head.takesAll() ? List.of() : ByteRange.split(head.bytes(), size, 1);
    }

    /** What a survey of a range found. */
    public record Surveyed(LineSurvey.Result result, byte[] names) {}

    /**
     * The parts, in the order of the file; each but the first has a sequence of its own.
     *
     * @param surveys of all {@link #ranges}
     * @throws UserError if lines cannot be told apart, rows of a sequence do not follow each other, or sequences are too many
     */
    public List<TextPart> of(List<Surveyed> surveys) {
        if (head.takesAll()) {
            return List.of(new TextPart(head.bytes(), size, head.lines() + 1, 0));
        }
        long[] firstLines = firstLines(surveys);
        checkRows(surveys, firstLines);
        checkCount(surveys);
        checkNames(surveys, firstLines);
        List<TextPart> begins = new ArrayList<>();
        begins.add(new TextPart(head.bytes(), size, head.lines() + 1, 0));
        long sequences = head.sequences();
        String last = null;
        for (int i = 0; i < surveys.size(); i++) {
            LineSurvey.Result result = surveys.get(i).result();
            long here = result.counts().sequences();
            boolean goesOn = last != null && Objects.equals(last, result.firstKey());
            LineSurvey.Places places = result.places();
            if (goesOn && places.change() >= 0) {
                begins.add(new TextPart(places.change(), size, firstLines[i] + places.changeLine(), sequences));
            } else if (!goesOn && here > 0 && sequences > head.sequences()) {
                begins.add(new TextPart(places.begin(), size, firstLines[i], sequences));
            }
            sequences += here - (goesOn ? 1 : 0);
            last = head.rows() == TextHead.Rows.LONG && result.lastKey() != null ? result.lastKey() : last;
        }
        List<TextPart> parts = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
            TextPart part = begins.get(i);
            long to = i + 1 < begins.size() ? begins.get(i + 1).from() : size;
            if (part.from() < to || begins.size() == 1) {
                parts.add(new TextPart(part.from(), to, part.firstLine(), part.firstSequence()));
            }
        }
        return parts;
    }

    /**
     * Makes sure that parts that were read for themselves hold what the whole file does.
     *
     * @param spacings of each part, as {@link SequenceParts.Part} has them
     * @throws UserError if one part alone does not say which steps are left out
     */
    public static void checkSpacings(String name, List<PartSteps> spacings) {
        PartSteps.check(name, spacings);
    }

    private long[] firstLines(List<Surveyed> surveys) {
        long[] lines = new long[surveys.size()];
        long line = head.lines() + 1;
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line;
            line += surveys.get(i).result().counts().lines();
        }
        return lines;
    }

    private void checkRows(List<Surveyed> surveys, long... firstLines) {
        long blank = -1;
        for (int i = 0; i < firstLines.length; i++) {
            LineSurvey.Result result = surveys.get(i).result();
            LineSurvey.Counts counts = result.counts();
            blank = blank < 0 && counts.blank() >= 0 ? firstLines[i] + counts.blank() : blank;
            if (blank >= 0 && firstLines[i] + counts.lines() - 1 > blank) {
                throw TextHead.error(name, blank, "is empty", "take it out");
            }
            result.check(name, firstLines[i]);
        }
    }

    /** A sequence that goes on in the next range is counted twice, which is once a range. */
    private void checkCount(List<Surveyed> surveys) {
        long count = head.sequences()
                + surveys.stream()
                        .mapToLong(surveyed -> surveyed.result().counts().sequences())
                        .sum();
        if (count > MOST_SEQUENCES) {
            throw new UserError(
                    Text.format("%s: has %d sequences, expected at most %d", name, count, MOST_SEQUENCES),
                    "give it as several files");
        }
    }

    private void checkNames(List<Surveyed> surveys, long... firstLines) {
        long bytes =
                surveys.stream().mapToLong(surveyed -> surveyed.names().length).sum();
        long[] sorted = new long[Math.toIntExact(bytes / (2 * Long.BYTES))];
        int place = 0;
        String last = null;
        for (Surveyed surveyed : surveys) {
            ByteBuffer names = ByteBuffer.wrap(surveyed.names());
            skipSame(surveyed, last, names);
            while (names.hasRemaining()) {
                sorted[place++] = names.getLong();
                names.getLong();
            }
            last = surveyed.result().lastKey() == null
                    ? last
                    : surveyed.result().lastKey();
        }
        sorted = Arrays.copyOf(sorted, place);
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw again(surveys, sorted, firstLines);
            }
        }
    }

    /** The sequence with which the range before ended goes on. */
    private void skipSame(Surveyed surveyed, String last, ByteBuffer names) {
        boolean same = head.rows() == TextHead.Rows.LONG
                && last != null
                && Objects.equals(last, surveyed.result().firstKey());
        names.position(same ? 2 * Long.BYTES : 0);
    }

    /** @param sorted all names, some of them twice */
    private UserError again(List<Surveyed> surveys, long[] sorted, long... firstLines) {
        boolean[] seen = new boolean[sorted.length];
        String last = null;
        for (int i = 0; i < firstLines.length; i++) {
            Surveyed surveyed = surveys.get(i);
            ByteBuffer names = ByteBuffer.wrap(surveyed.names());
            skipSame(surveyed, last, names);
            while (names.hasRemaining()) {
                int place = Arrays.binarySearch(sorted, names.getLong());
                while (place > 0 && sorted[place - 1] == sorted[place]) {
                    place--;
                }
                long line = firstLines[i] + names.getLong();
                if (seen[place]) {
                    return head.rows() == TextHead.Rows.LONG
                            ? TextHead.error(
                                    name,
                                    line,
                                    "is of a sequence that has rows before, and others lie between them",
                                    "let the rows of each sequence follow each other, or leave out the cluster")
                            : TextHead.error(
                                    name,
                                    line,
                                    "is of a sequence that has a row already",
                                    "give each row a name of its own");
                }
                seen[place] = true;
            }
            last = surveyed.result().lastKey() == null
                    ? last
                    : surveyed.result().lastKey();
        }
        throw new IllegalStateException("no name is there twice");
    }
}
