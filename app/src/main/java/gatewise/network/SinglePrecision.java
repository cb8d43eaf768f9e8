package gatewise.network;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;

/**
 * What numbers networks can be given: all is computed in single precision, where a smaller one is 0 and a larger one infinite,
 * whatever the optimiser. Within these bounds only training can tell whether a number is of use.
 */
final class SinglePrecision {
    static final double SMALLEST = 1e-38;
    static final double LARGEST = 1e38;

    private SinglePrecision() {}

    /**
     * @param name a setting, or the text of a field that is none
     * @throws UserError if the value is not above 0, or single precision cannot hold it
     */
    static void requirePositive(Object name, double value) {
        if (!(value > 0)) {
            throw new UserError(
                    Phrase.of(name, " must be above 0, got " + Text.number(value)), "give a positive number");
        }
        if (value < SMALLEST || value > LARGEST) {
            throw outOfRange(name, "1e-38..1e38", value);
        }
    }

    /** @throws UserError if the value is negative, or single precision cannot hold it */
    static void requireNotNegative(Object name, double value) {
        if (value < 0) {
            throw new UserError(Phrase.of(name, " must not be negative, got " + Text.number(value)), "give 0 or more");
        }
        if (!(value <= LARGEST)) {
            throw outOfRange(name, "0..1e38", value);
        }
    }

    /** @throws UserError if single precision cannot hold the value */
    static void require(Object name, double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw outOfRange(name, "-1e38..1e38", value);
        }
    }

    private static UserError outOfRange(Object name, String range, double value) {
        return new UserError(
                Phrase.of(name, " must be in " + range + ", got " + Text.number(value)), "give a number in that range");
    }
}
