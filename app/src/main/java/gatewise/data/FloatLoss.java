package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What the numbers of columns lose in single precision, in which networks read them, beside the differences from one to the
 * next: of times in seconds since 1970 a float keeps every 128th.
 */
final class FloatLoss {
    /** What is read may be off by this share of the mean difference. */
    private static final double MOST_READ = 0.1;
    /** And what is to be said, which errors are measured by. */
    private static final double MOST_SAID = 0.01;
    /** Of the numbers' size: smaller differences come from sums in double precision. */
    private static final double LEAST = 1e-12;

    private final List<Column> columns = new ArrayList<>();

    private static final class Column {
        private long numbers;
        private double last;
        private double differences;
        private double most;
        private double worst;

        void take(double number) {
            if (numbers++ > 0) {
                differences += Math.abs(number - last);
            }
            last = number;
            double lost = Math.abs(number - (float) number);
            if (lost > most && lost * numbers > MOST_SAID * differences && !isFloat(number)) {
                most = lost;
                worst = number;
            }
        }

        /** Whether a text with this number may well have been written from a float. */
        private static boolean isFloat(double number) {
            return Double.parseDouble(Float.toString((float) number)) == number;
        }

        double difference() {
            return differences / Math.max(1, numbers - 1);
        }

        boolean loses(double share) {
            return difference() > LEAST * Math.abs(worst) && most > share * difference();
        }
    }

    /** Takes the next number of a column; none if it is NaN. */
    void take(int column, double number) {
        while (column >= columns.size()) {
            columns.add(new Column());
        }
        if (!Double.isNaN(number)) {
            columns.get(column).take(number);
        }
    }

    /**
     * Looks at a column after the last row.
     *
     * @param name as messages call it
     * @param said whether its numbers are to be said
     * @throws UserError if too much of it is lost
     */
    void check(int column, String file, String name, boolean said) {
        if (column >= columns.size() || !columns.get(column).loses(said ? MOST_SAID : MOST_READ)) {
            return;
        }
        Column numbers = columns.get(column);
        throw new UserError(
                Phrase.of(
                        file,
                        ": ",
                        name,
                        " has ",
                        plain(Double.toString(numbers.worst)),
                        ", of which single precision keeps ",
                        plain(Float.toString((float) numbers.worst)),
                        ", too little for numbers that differ by ",
                        Text.number(numbers.difference()),
                        " from one to the next"),
                "subtract from all of them a number that is near, or leave them out");
    }

    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}
