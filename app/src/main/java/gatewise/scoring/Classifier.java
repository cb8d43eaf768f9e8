package gatewise.scoring;

import gatewise.checkpoint.Checkpoint;
import gatewise.data.RowSequences;
import gatewise.network.NetworkSpec;
import gatewise.network.Predictor;

/** Says what one image shows; threads may share it. */
public interface Classifier {

    /**
     * The probability of each class; a {@link gatewise.io.UserError} (a failed job) if these are not finite.
     *
     * @param pixels [timeSteps * inputSize], row-major, unsigned, 255 is ink
     */
    float[] probabilities(byte[] pixels);

    /** The quickest one for a network. */
    static Classifier of(Checkpoint checkpoint) {
        NetworkSpec spec = checkpoint.spec();
        if (Predictor.serves(spec)) {
            Predictor predictor = new Predictor(checkpoint.network(), spec);
            ThreadLocal<float[][]> steps = ThreadLocal.withInitial(() -> new float[spec.timeSteps()][spec.inputSize()]);
            return pixels -> {
                RowSequences.rows(pixels, steps.get());
                return Scores.requireFinite(predictor.probabilities(steps.get()));
            };
        }
        return pixels -> {
            synchronized (checkpoint.network()) { // a DL4J network serves one thread at a time
                return Scores.requireFinite(
                        Scores.probabilities(
                                checkpoint.network(),
                                RowSequences.features(pixels, spec.timeSteps(), spec.inputSize()))[0]);
            }
        };
    }
}
