package gatewise.data;

/** How far apart the steps of sequences lie, so that one that is left out is noticed. */
interface StepSpacing {
    /** Of steps that may lie anywhere. */
    StepSpacing ANY = new Anywhere(false);

    /** The same text for what finds the same steps left out; empty for steps that may lie anywhere. */
    String description();

    /** Whether steps lie further apart than usual, so that some may be left out; other steps may say which. */
    boolean hasGaps();

    /** Whether no step can be left out between two that lie so far apart. */
    boolean isUsual(long distance);

    /** Whether two that follow each other lie a whole number of times as far apart as usual. */
    boolean fits(long from, long to);

    /** How many steps are left out between two that follow each other. */
    long missing(long from, long to);

    /** The first step that is left out between two; the second one if none is. */
    long next(long from, long to);

    /** How far steps lie apart if that tells which are left out of other files; else null. */
    StepDistance distance(StepOrder order);

    /**
     * Steps that may lie anywhere.
     *
     * @param hasGaps whether that would be otherwise, were there more of them
     */
    record Anywhere(boolean hasGaps) implements StepSpacing {
        @Override
        public String description() {
            return "";
        }

        @Override
        public boolean isUsual(long distance) {
            return true;
        }

        @Override
        public boolean fits(long from, long to) {
            return true;
        }

        @Override
        public long missing(long from, long to) {
            return 0;
        }

        @Override
        public long next(long from, long to) {
            return to;
        }

        @Override
        public StepDistance distance(StepOrder order) {
            return null;
        }
    }

    /**
     * Whole numbers, which lie as far apart as the nearest in the file say, or those that a network was trained on.
     *
     * @param unit the greatest distance that all distances are a multiple of
     * @param hasGaps whether one is greater
     */
    record Numbered(long unit, boolean hasGaps) implements StepSpacing {
        @Override
        public String description() {
            return Long.toString(unit);
        }

        @Override
        public boolean isUsual(long distance) {
            return distance == unit;
        }

        @Override
        public boolean fits(long from, long to) {
            return (to - from) % unit == 0;
        }

        @Override
        public long missing(long from, long to) {
            return (to - from) / unit - 1;
        }

        @Override
        public long next(long from, long to) {
            return from + unit;
        }

        @Override
        public StepDistance distance(StepOrder order) {
            return new StepDistance(unit, StepDistance.Unit.NUMBER);
        }
    }

    /**
     * That of a table's steps.
     *
     * @param order of rows that are sorted
     * @param text that the steps were read from
     * @param trained how far those lay apart that a network was trained on; null if this is to be found out
     */
    static StepSpacing of(StepOrder order, StepText text, StepDistance trained) {
        boolean isTrained = trained != null
                && text.kind()
                        == (trained.unit() == StepDistance.Unit.NUMBER ? StepText.Kind.WHOLE : StepText.Kind.TIME);
        if (text.kind() == StepText.Kind.TIME) {
            return TimeSpacing.of(order, text, isTrained ? trained : null);
        }
        long found = text.kind() == StepText.Kind.WHOLE ? order.unit() : 0;
        long unit = isTrained ? trained.distance() : found;
        if (unit == 0) {
            return ANY;
        }
        boolean[] gaps = {false};
        order.forEachDistance((from, to, times) -> gaps[0] |= to - from != unit);
        return new Numbered(unit, gaps[0]);
    }
}
