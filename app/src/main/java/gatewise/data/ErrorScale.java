package gatewise.data;

/**
 * By what the errors of a series' forecasts are divided to scale them, or why there is nothing to divide by.
 *
 * @param error mean absolute error of the naive forecast on the training steps; above 0 if known, else without meaning
 */
public record ErrorScale(Kind kind, double error) {
    /** Whether there is one, and why there is none. */
    public enum Kind {
        KNOWN,
        /** The naive forecast has no error on the training steps. */
        CONSTANT,
        /** The training steps are no more than a season. */
        TOO_SHORT,
        /** The training steps are not there. */
        UNKNOWN
    }

    public static final ErrorScale TOO_SHORT = new ErrorScale(Kind.TOO_SHORT, 0);
    public static final ErrorScale UNKNOWN = new ErrorScale(Kind.UNKNOWN, 0);

    /** @param error mean absolute error of the naive forecast on the training steps */
    public static ErrorScale of(double error) {
        return new ErrorScale(error > 0 ? Kind.KNOWN : Kind.CONSTANT, error);
    }

    /** Whether errors can be divided by it. */
    public boolean isKnown() {
        return kind == Kind.KNOWN;
    }
}
