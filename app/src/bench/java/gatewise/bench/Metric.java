package gatewise.bench;

/**
 * What a figure counts.
 *
 * @param unit as tables show it
 * @param higherIsBetter else lower is
 */
record Metric(String unit, boolean higherIsBetter) {
    static final Metric IMAGES_PER_SECOND = new Metric("images/s", true);
    static final Metric SEQUENCES_PER_SECOND = new Metric("sequences/s", true);
    static final Metric P50 = new Metric("µs, median", false);
    static final Metric P99 = new Metric("µs, 99th percentile", false);

    boolean isBetter(double figure, double than) {
        return higherIsBetter ? figure > than : figure < than;
    }

    /** How many times as fast one is as the other. */
    double ratio(double figure, double other) {
        return higherIsBetter ? figure / other : other / figure;
    }
}
