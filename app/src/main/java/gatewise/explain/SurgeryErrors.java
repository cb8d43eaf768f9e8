package gatewise.explain;

import gatewise.scoring.Residuals;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What surgery does to the errors of a network that says numbers: roots of mean squared errors, of each output in the units of
 * the file.
 *
 * @param standardised whether those of all outputs are in deviations of the training's numbers, as outputs are of several targets
 * @param before of all outputs, before it
 * @param after of all outputs, after it
 * @param outputs of each
 */
public record SurgeryErrors(int sequences, boolean standardised, double before, double after, List<OfOutput> outputs) {

    /** The errors of one of the numbers. */
    public record OfOutput(String output, double before, double after) {}

    static SurgeryErrors of(Residuals before, Residuals after, List<String> names) {
        return new SurgeryErrors(
                before.answers().length,
                before.isStandardised(),
                before.rmse(),
                after.rmse(),
                IntStream.range(0, names.size())
                        .mapToObj(output -> new OfOutput(names.get(output), before.rmse(output), after.rmse(output)))
                        .toList());
    }
}
