package gatewise.bench;

/** A competitor with settings of its own, such as a number of threads. */
public interface Variant {

    /** The settings, in words. */
    String name();

    /** Does the work once. */
    Sample measure();

    /**
     * What a measurement gave.
     *
     * @param note shows that the work was really done, such as a loss
     * @param figures one for each metric of the contest, in its order
     */
    record Sample(String note, double... figures) {}
}
