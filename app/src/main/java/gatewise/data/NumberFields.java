package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.List;
import java.util.regex.Pattern;

/** The numbers in a table's fields. */
final class NumberFields {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+(?:[eE][+-]?\\d+)?");

    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d*)?");

    private static final int LONGEST = 40;

    private final List<String> columns;
    private final boolean refuse;
    private final Table table;
    private double exact;

    /** What a table's rows are. */
    enum Table {
        /** A row a sequence. */
        WIDE,
        /** A row a step, which a column orders. */
        LONG,
        /** A row a step, in order. */
        SERIES
    }

    /** @param columns their names; empty if they have none */
    NumberFields(List<String> columns, Missing missing, Table table) {
        this.columns = columns;
        this.refuse = missing == Missing.REFUSE;
        this.table = table;
    }

    /**
     * A field's number; NaN for one that is missing.
     *
     * @throws UserError if it is none, is infinite, or is missing and may not be
     */
    float value(int column, char[] text, int from, int length) {
        float value = valueOrNone(column, text, from, length);
        if (refuse && Float.isNaN(value)) {
            throw missing(column);
        }
        return value;
    }

    /** The same, where a missing one is never refused. */
    float valueOrNone(int column, char[] text, int from, int length) {
        exact = NumberText.value(text, from, length);
        float value = (float) exact;
        if (Math.abs(value) <= TsSequences.LARGEST || NumberText.isMissing(text, from, length)) {
            return value;
        }
        boolean infinite =
                !Float.isNaN(value) || new String(text, from, Math.min(length, 20)).matches("(?i)[+-]?inf(?:inity)?");
        CharSequence said = Phrase.of(column(column), ": ", TableRows.shown(text, from, length));
        if (infinite) {
            throw new UserError(Phrase.of(said, " is infinite, or too large"), "give numbers up to 1e38");
        }
        throw noNumber(said, new String(text, from, Math.min(length, LONGEST)));
    }

    private UserError noNumber(CharSequence said, String field) {
        if (THOUSANDS.matcher(field).matches()) {
            String plain = field.replace(",", "");
            return new UserError(
                    Phrase.of(said, " is no number"),
                    DECIMAL_COMMA.matcher(field).matches()
                            ? "give numbers without commas: " + plain + ", or " + field.replace(',', '.')
                            : "give numbers without commas, as in " + plain);
        }
        if (DECIMAL_COMMA.matcher(field).matches()) {
            return new UserError(
                    Phrase.of(said, " is no number"),
                    "give numbers with a decimal point, as in " + field.replace(',', '.'));
        }
        boolean time = StepText.isTime(field);
        Phrase problem = Phrase.of(said, " is no number", time ? " but a date or time" : "");
        if (columns.isEmpty()) {
            return new UserError(problem, "give numbers with a decimal point; leave out what is missing");
        }
        if (time && table != Table.LONG) {
            return new UserError(
                    problem,
                    Phrase.of(
                            "name by ",
                            Setting.STEP,
                            " the column that orders the rows",
                            table == Table.WIDE
                                    ? Phrase.of(", and by ", Setting.SEQUENCE, " the one that says whose step a row is")
                                    : ""));
        }
        Phrase numbers = Phrase.of("name by ", Setting.FEATURES, " the columns of numbers");
        return switch (table) {
            case WIDE ->
                new UserError(
                        problem,
                        Phrase.of(
                                "name by ",
                                Setting.SEQUENCE,
                                " the column with the sequences' names, by ",
                                Setting.FEATURES,
                                " those of numbers; where a row is a step, its sequence and order by ",
                                Setting.SEQUENCE,
                                " and ",
                                Setting.STEP));
            case SERIES ->
                new UserError(
                        problem,
                        Phrase.of(
                                numbers,
                                ", by ",
                                Setting.SEQUENCE,
                                " the one that says which series a row belongs to, by ",
                                Setting.STEP,
                                " the one that orders the rows"));
            case LONG ->
                new UserError(
                        problem,
                        Phrase.of("give numbers with a decimal point; leave out what is missing, or ", numbers));
        };
    }

    /** The last value before it was rounded. */
    double exact() {
        return exact;
    }

    /** What is wrong with a missing value. */
    UserError missing(int column) {
        return new UserError(
                Phrase.of(column(column), ": a value is missing"),
                Phrase.of("give it, or train with ", Setting.MISSING, " interpolate or ", Setting.MISSING, " zero"));
    }

    /** What messages call a column. */
    String column(int column) {
        return columns.isEmpty()
                ? Text.format("column %d", column + 1)
                : Text.format("column '%s'", Text.name(columns.get(column)));
    }
}
