package gatewise.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a table, cut into fields by FastCSV, which hands on each where it lies in its buffer, so that a field costs no
 * object. All rows have as many fields as the first.
 */
final class TableRows {
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int MOST_COLUMNS = 1 << 21;
    private static final int MOST_SHOWN = 60;

    private final TableText text;
    private final Separator separator;
    private final CloseableIterator<Boolean> records;
    private final Fields fields = new Fields();
    private List<String> first;

    /** Takes the fields of each row after the first. */
    interface Sink {
        /**
         * A field, without blanks around it; the text is overwritten later.
         *
         * @throws UserError that says what is wrong in this field, but not where
         */
        void field(int column, char[] text, int from, int length);

        /** A row's fields are all there. */
        void endRow(long line);
    }

    TableRows(TableText text) {
        this.text = text;
        separator = text.part().separator(text.beginning());
        CsvReader<Boolean> reader = CsvReader.builder()
                .fieldSeparator(separator.character())
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .build(fields, text);
        records = reader.iterator();
    }

    /** The fields of the first row. */
    List<String> first() {
        if (first == null) {
            List<String> found = new ArrayList<>();
            fields.sink = new Sink() {
                @Override
                public void field(int column, char[] text, int from, int length) {
                    if (column >= MOST_COLUMNS) {
                        throw new UserError(
                                "has more than " + MOST_COLUMNS + " columns", "give a table with a row a line");
                    }
                    found.add(new String(text, from, length));
                }

                @Override
                public void endRow(long line) {
                    // There is but one.
                }
            };
            boolean any = next();
            if (found.isEmpty()) {
                throw any
                        ? error(1, "is empty", "begin with the first row")
                        : new UserError(Phrase.of(text.name(), ": is empty"), "give a table with a row a line");
            }
            first = found;
        }
        return first;
    }

    /** Gives the first row to a sink, too. */
    void repeatFirst(Sink sink) {
        try {
            for (int i = 0; i < first.size(); i++) {
                char[] field = first.get(i).toCharArray();
                sink.field(i, field, 0, field.length);
            }
        } catch (UserError e) {
            throw at(1, e);
        }
        sink.endRow(1);
    }

    /** Gives all rows after the first to a sink. */
    void forEach(Sink sink) {
        first();
        fields.sink = sink;
        while (next()) {
            // The sink has had it.
        }
    }

    private boolean next() {
        try {
            return records.hasNext() && records.next();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof UserError error) {
                throw error;
            }
            if (e.getCause() instanceof Error shortage) {
                throw shortage;
            }
            if (e.getCause() instanceof IOException cause) {
                throw unreadable(cause);
            }
            throw error(
                    fields.line,
                    "is no row of a table ("
                            + Text.withPlainDigits(Reason.of(e)).replaceFirst("\\. .*", "") + ")",
                    "close each quote, and double one inside quotes");
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        }
    }

    private UserError unreadable(IOException e) {
        return new UserError(
                Phrase.of(text.name(), ": cannot be read (", Reason.of(e), ")"), "give a readable file", e);
    }

    /** What is wrong in a line. */
    UserError error(long line, CharSequence problem, CharSequence fix) {
        return new UserError(Phrase.of(place(line), problem), fix);
    }

    /** An error in a field, with its line. */
    UserError at(long line, UserError e) {
        return e instanceof UnknownName unknown ? unknown.at(place(line)) : error(line, e.problem(), e.fix());
    }

    private Phrase place(long line) {
        return Phrase.of(text.name(), ", line ", line, ": ");
    }

    /** A field as messages show it. */
    static String shown(char[] text, int from, int length) {
        return shown(new String(text, from, Math.min(length, 2 * MOST_SHOWN)));
    }

    static String shown(String text) {
        return "'" + Text.line(text, MOST_SHOWN) + "'";
    }

    /** What stands between the fields. */
    Separator separator() {
        return separator;
    }

    /** The same, as messages call it. */
    String separated() {
        return "separated by " + separator.plural();
    }

    /** What FastCSV calls for each field. */
    private final class Fields extends AbstractBaseCsvCallbackHandler<Boolean> {
        private Sink sink;
        private long line;
        private long blank;
        private UserError wrong;
        private int columns;

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = text.part().lines().of(startingLineNumber);
            columns = 0;
            wrong = null;
        }

        @Override
        protected void handleEmpty() {
            blank = blank == 0 ? line : blank;
        }

        @Override
        protected void handleField(int column, char[] characters, int offset, int length, boolean quoted) {
            columns = column + 1;
            int from = offset;
            int end = offset + length;
            if (!quoted) {
                while (from < end && characters[from] <= ' ') {
                    from++;
                }
                while (from < end && characters[end - 1] <= ' ') {
                    end--;
                }
            }
            // What is wrong in a field of a row with too few or too many follows from that.
            if (wrong != null || first != null && column >= first.size()) {
                return;
            }
            try {
                if (!quoted && text.hasQuotes()) {
                    checkQuotes(characters, from, end);
                }
                sink.field(column, characters, from, end - from);
            } catch (UserError e) {
                wrong = e;
            }
        }

        private void checkQuotes(char[] characters, int from, int end) {
            for (int i = from; i < end; i++) {
                if (characters[i] == '"') {
                    throw new UserError(
                            Phrase.of("has a quote inside of ", shown(characters, from, end - from)),
                            "put the whole field into quotes, and double the quote inside");
                }
            }
        }

        @Override
        protected Boolean buildRecord() {
            if (blank == line) {
                return true;
            }
            if (blank != 0) {
                throw error(blank, "is empty", "take it out");
            }
            if (first != null && columns != first.size()) {
                throw error(
                        line,
                        Text.format(
                                "has %s, expected %d as in line 1, %s",
                                Text.count(columns, "field"), first.size(), separated()),
                        "give all rows as many");
            }
            if (wrong != null) {
                throw at(line, wrong);
            }
            sink.endRow(line);
            return true;
        }
    }
}
