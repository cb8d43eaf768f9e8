package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import gatewise.explain.SurgeryErrors;
import gatewise.explain.SurgeryResult;
import java.util.List;

/**
 * What surgery does to the answers for many sequences, as the API says it.
 *
 * @param sequences that were read
 * @param before the share of sequences, or of steps where each has a class, that is recognised without it; of numbers the root of the
 *     mean squared error, in the units of the file
 * @param after the same with it
 * @param classes null where numbers are said
 * @param outputs null where classes are said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SequenceScore(
        int sequences, double before, double after, List<OfClass> classes, List<SurgeryErrors.OfOutput> outputs) {

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
            return new SequenceScore(sequences, errors.before(), errors.after(), null, errors.outputs());
        }
        List<OfClass> classes = result.score().classes().stream()
                .map(each -> new OfClass(each.label(), each.images(), each.before(), each.after()))
                .toList();
        return new SequenceScore(
                sequences, result.score().before(), result.score().after(), classes, null);
    }
}
