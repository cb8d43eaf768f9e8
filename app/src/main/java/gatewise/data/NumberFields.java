package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.List;

/** The numbers in a table's fields. */
final class NumberFields {
    private final List<String> columns;
    private final boolean refuse;

    /** @param columns their names; empty if they have none */
    NumberFields(List<String> columns, Missing missing) {
        this.columns = columns;
        this.refuse = missing == Missing.REFUSE;
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
        float value = NumberText.parse(text, from, length);
        if (Float.isFinite(value) || NumberText.isMissing(text, from, length)) {
            return value;
        }
        boolean infinite = Float.isInfinite(value)
                || new String(text, from, Math.min(length, 20)).matches("(?i)[+-]?inf(?:inity)?");
        throw new UserError(
                Phrase.of(
                        column(column),
                        ": ",
                        TableRows.shown(text, from, length),
                        infinite ? " is infinite, or too large" : " is no number"),
                infinite
                        ? "give numbers up to 3.4e38"
                        : "give numbers with a decimal point; leave out what is missing");
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
