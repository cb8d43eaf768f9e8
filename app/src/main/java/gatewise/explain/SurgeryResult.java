package gatewise.explain;

import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.scoring.Residuals;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * What surgery does to a network's answers for many sequences.
 *
 * @param score where it says classes, of sequences or of their steps; else null
 * @param errors where it says numbers; else null
 */
public record SurgeryResult(SurgeryScore score, SurgeryErrors errors) {

    /**
     * Reads all sequences twice.
     *
     * @param form what the network reads
     * @throws gatewise.io.UserError if the surgery holds what the network does not have, or an answer is not finite
     */
    public static SurgeryResult of(Explainer explainer, SequenceSet set, Form form, Surgery surgery) {
        return of(explainer, set, form, surgery, () -> false);
    }

    /**
     * The same, unless nobody waits for it any more.
     *
     * @param unwanted asked before each sequence, on whichever thread works
     * @throws CancellationException if it is unwanted before its end
     */
    public static SurgeryResult of(
            Explainer explainer, SequenceSet set, Form form, Surgery surgery, BooleanSupplier unwanted) {
        surgery.checkFits(explainer.spec());
        Result before = read(explainer, set, form, Surgery.NONE, unwanted);
        Result after = read(explainer, set, form, surgery, unwanted);
        return before instanceof Scores scores
                ? new SurgeryResult(
                        SurgeryScore.of(scores.evaluation(), ((Scores) after).evaluation(), form.outputs()), null)
                : new SurgeryResult(null, SurgeryErrors.of((Residuals) before, (Residuals) after, form.outputs()));
    }

    private static Result read(
            Explainer explainer, SequenceSet set, Form form, Surgery surgery, BooleanSupplier unwanted) {
        float[][][] answers = IntStream.range(0, set.count())
                .parallel()
                .mapToObj(sequence -> {
                    if (unwanted.getAsBoolean()) {
                        throw new CancellationException("nobody waits for the result");
                    }
                    return explainer.answers(set.steps(sequence), surgery);
                })
                .toArray(float[][][]::new);
        Result result = Result.of(answers, set, form);
        result.requireFinite();
        return result;
    }
}
