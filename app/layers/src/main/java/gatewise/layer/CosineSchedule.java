package gatewise.layer;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that falls along half a cosine, step by step (Loshchilov and Hutter 2017, arXiv:1608.03983, eq. 5, without
 * restarts): from {@code first} at the first step to {@code last} at the last, and {@code last} after it.
 */
public final class CosineSchedule implements ISchedule {
    private static final long serialVersionUID = 1L;

    /** The rate at the first step. */
    private final double first;

    /** The rate at the last step and after it. */
    private final double last;

    /** Of the whole fall. */
    private final int steps;

    /**
     * Also for JSON.
     *
     * @param first the rate at the first step
     * @param last the rate at the last step and after it
     * @param steps of the whole fall, at least 1
     * @throws IllegalArgumentException if steps is below 1
     */
    public CosineSchedule(
            @JsonProperty("first") double first, @JsonProperty("last") double last, @JsonProperty("steps") int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, got " + steps);
        }
        this.first = first;
        this.last = last;
        this.steps = steps;
    }

    /** {@return the rate at the first step} */
    public double getFirst() {
        return first;
    }

    /** {@return the rate at the last step and after it} */
    public double getLast() {
        return last;
    }

    /** {@return the steps of the whole fall} */
    public int getSteps() {
        return steps;
    }

    /**
     * The rate at a step.
     *
     * @param iteration steps done before this one
     * @param epoch does not matter
     */
    @Override
    public double valueAt(int iteration, int epoch) {
        double share = Math.min(1, iteration / Math.max(1.0, steps - 1.0));
        return last + (first - last) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    @Override
    public CosineSchedule clone() {
        return new CosineSchedule(first, last, steps);
    }
}
