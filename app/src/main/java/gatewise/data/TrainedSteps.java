package gatewise.data;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * In what the sequences that a network was trained on were alike, by which it is told what is left out of others.
 *
 * @param length steps of each; null where that differs, or is not known
 * @param distance how far the steps of a table lay apart; null where that differed, or is not known
 */
public record TrainedSteps(
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer length,
        @JsonInclude(JsonInclude.Include.NON_NULL) StepDistance distance) {
    /** Of a network of which that was not kept. */
    public static final TrainedSteps UNKNOWN = new TrainedSteps(null, null);

    /** Of sequences that were opened; null where nothing is known. */
    public static TrainedSteps of(Form form) {
        return UNKNOWN.equals(form.steps()) ? null : form.steps();
    }

    /** Why no sequences can have been so, such as {@code sequences of 0 steps}; null if they can. */
    public String problem() {
        if (length != null && length < 1) {
            return "sequences of " + length + " steps";
        }
        return distance == null ? null : distance.problem();
    }
}
