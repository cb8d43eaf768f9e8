package gatewise.study;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;

/**
 * One of several processes that share the runs of a study.
 *
 * @param number from 1
 * @param parts how many there are
 */
public record Part(int number, int parts) {
    private static final int MOST = 10_000;

    /** @throws UserError if there are not so many parts */
    public Part {
        if (parts < 1 || parts > MOST) {
            throw new UserError(
                    Phrase.of(Setting.PART, " " + number + "/" + parts + ": there must be 1.." + MOST + " parts"),
                    "give K/N, such as 1/4");
        }
        if (number < 1 || number > parts) {
            throw new UserError(
                    Phrase.of(Setting.PART, " " + number + "/" + parts + ": parts are counted from 1 to " + parts),
                    "give one of these, such as " + parts + "/" + parts);
        }
    }

    /** Such as {@code 2/4}. */
    @Override
    public String toString() {
        return number + "/" + parts;
    }
}
