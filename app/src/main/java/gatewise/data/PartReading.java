package gatewise.data;

import static java.util.Objects.requireNonNull;

/** What the reader of a part of a table is told of the whole, and what it finds out that the other parts must agree with. */
final class PartReading {
    /** Of a file that is read whole. */
    static final PartReading WHOLE = new PartReading(LineNumbers.WHOLE, null);

    private final LineNumbers lines;
    private final Separator separator;
    private PartSteps spacing;

    /** @param separator null to look for it */
    PartReading(LineNumbers lines, Separator separator) {
        this.lines = requireNonNull(lines, "lines is null");
        this.separator = separator;
    }

    LineNumbers lines() {
        return lines;
    }

    /** That of the whole table. */
    Separator separator(String beginning) {
        return separator == null ? Separator.of(beginning) : separator;
    }

    boolean isWhole() {
        return lines == LineNumbers.WHOLE;
    }

    /** Is told how far the steps of this part lie apart; of a whole file nobody asks. */
    void foundSpacing(PartSteps found) {
        if (!isWhole()) {
            spacing = found;
        }
    }

    /** How far the steps lie apart; null where that is not looked at. */
    PartSteps spacing() {
        return spacing;
    }
}
