package gatewise.data;

import java.io.IOException;
import java.io.InputStream;

/** What the beginning of a file of sequences says of whether the truth is in it. */
public final class HeadTruth {
    private HeadTruth() {}

    /**
     * Whether there is a place for what a network is to say: a column, or a word of the header. It may be empty.
     *
     * @param form of the sequences that a network was trained on
     * @throws gatewise.io.UserError if they cannot be of this file
     */
    public static boolean isIn(RangeSource source, Reading reading, Form form) {
        try (InputStream in = Unpacked.of(source.open(0))) {
            SequenceFiles.Kind kind;
            try (InputStream first = Unpacked.of(source.open(0))) {
                kind = SequenceFiles.kind(Unpacked.of(first), source.name());
            }
            if (kind == SequenceFiles.Kind.TS) {
                return form.task() == Task.FORECAST
                        || TsHeader.read(new TextBytes(in, source.name())).hasAnswer();
            }
            TableRows rows =
                    new TableRows(new TableText(in, new TableFile.Source(source.name(), 0, ReadingProgress.NONE)));
            if (!TableFile.isLong(reading, form)) {
                return WideRoles.of(rows, reading, form).saysSomething();
            }
            LongRoles roles = LongRoles.of(new TableColumns(rows, reading, form), reading, form);
            return roles.label() != TableColumns.NONE || roles.targets() != null;
        } catch (IOException e) {
            throw SequenceFiles.unreadable(source.name(), e);
        }
    }
}
