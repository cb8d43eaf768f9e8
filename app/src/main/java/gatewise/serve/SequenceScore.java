package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.explain.SurgeryErrors;
import gatewise.explain.SurgeryResult;
import java.util.List;

/**
 * What surgery does to the answers for many sequences, as the API says it.
 *
 * @param sequences that were read
 * @param classes null where numbers are said
 * @param outputs null where classes are said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SequenceScore(
        int sequences, @JsonUnwrapped Total total, List<OfClass> classes, List<SurgeryErrors.OfOutput> outputs) {

    /**
     * Of all classes or numbers.
     *
     * @param standardised whether the others are in deviations of the training's numbers, as these are of several targets; null
     *     where classes are said
     * @param before the share of sequences, or of steps where each has a class, that is recognised without the surgery; of numbers
     *     the root of the mean squared error, in the units of the file if it is not standardised
     * @param after the same with it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Total(Boolean standardised, double before, double after) {}

    /**
     * The sequences, or steps, of one class.
     *
     * @param before the share of them that is recognised without the surgery; null if there are none
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfClass(String label, long count, Double before, Double after) {}

    static SequenceScore of(int sequences, SurgeryResult result) {
        if (result.score() == null) {
            SurgeryErrors errors = result.errors();
            return new SequenceScore(
                    sequences,
                    new Total(errors.standardised(), errors.before(), errors.after()),
                    null,
                    errors.outputs());
        }
        List<OfClass> classes = result.score().classes().stream()
                .map(each -> new OfClass(each.label(), each.images(), each.before(), each.after()))
                .toList();
        return new SequenceScore(
                sequences,
                new Total(null, result.score().before(), result.score().after()),
                classes,
                null);
    }
}
