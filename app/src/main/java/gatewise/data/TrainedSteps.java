package gatewise.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * In what the sequences that a network was trained on were alike, by which it is told what is left out of others.
 *
 * @param length steps of each; null where that differs, or is not known
 * @param distance how far the steps of a table lay apart; null where that differed, or is not known
 * @param columns names of the columns that were the steps of a table with a row a sequence; null where there were none, or others were
 *     named by the features
 */
public record TrainedSteps(
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer length,
        @JsonInclude(JsonInclude.Include.NON_NULL) StepDistance distance,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> columns) {
    /** Of a network of which that was not kept. */
    public static final TrainedSteps UNKNOWN = new TrainedSteps(null, null, null);

    /** Of sequences that were opened; null where nothing is known. */
    public static TrainedSteps of(Form form) {
        return UNKNOWN.equals(form.steps()) ? null : form.steps();
    }

    /** Why no sequences can have been so, such as {@code sequences of 0 steps}; null if they can. */
    public String problem() {
        if (length != null && length < 1) {
            return "sequences of " + length + " steps";
        }
        if (columns != null && columns.stream().anyMatch(Objects::isNull)) {
            return "a step in a column without a name";
        }
        return distance == null ? null : distance.problem();
    }
}
