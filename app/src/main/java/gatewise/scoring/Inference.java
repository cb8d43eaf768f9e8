package gatewise.scoring;

import gatewise.checkpoint.Checkpoint;
import gatewise.network.NetworkSpec;
import gatewise.network.Predictor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Says what a network makes of one sequence; threads may share it. */
public interface Inference {

    /**
     * The probability of each class, or numbers in the scale in which they are trained: one row after the last step, or where the
     * network says something at every step, a row a step.
     *
     * @param steps [steps][inputSize], as the network reads them, as many as there are
     * @throws gatewise.io.UserError (a failed job) if the answer is not finite
     */
    float[][] answers(float[][] steps);

    /** The answer after the last step. */
    default float[] answer(float[][] steps) {
        float[][] answers = answers(steps);
        return answers[answers.length - 1];
    }

    /** The quickest for a network. */
    static Inference of(Checkpoint checkpoint) {
        Predictor predictor = new Predictor(checkpoint.network(), checkpoint.spec());
        return steps -> finite(predictor.answers(steps));
    }

    /** The network as a DL4J program asks it; one thread at a time. */
    static Inference throughDl4j(Checkpoint checkpoint) {
        return steps -> {
            synchronized (checkpoint.network()) {
                return finite(answers(checkpoint.spec(), checkpoint.network().output(features(steps))));
            }
        };
    }

    /** [1, inputSize, steps], column-major. */
    private static INDArray features(float[][] steps) {
        int inputSize = steps[0].length;
        INDArray features = Nd4j.createUninitialized(DataType.FLOAT, new long[] {1, inputSize, steps.length}, 'f');
        float[] values = new float[steps.length * inputSize];
        for (int t = 0; t < steps.length; t++) {
            System.arraycopy(steps[t], 0, values, t * inputSize, inputSize);
        }
        features.data().setData(values);
        return features;
    }

    private static float[][] answers(NetworkSpec spec, INDArray outputs) {
        float[] values = outputs.dup('f').data().asFloat();
        float[][] answers = new float[values.length / spec.classes()][spec.classes()];
        for (int t = 0; t < answers.length; t++) {
            System.arraycopy(values, t * spec.classes(), answers[t], 0, spec.classes());
        }
        return answers;
    }

    private static float[][] finite(float[][] answers) {
        for (float[] answer : answers) {
            Scores.requireFinite(answer);
        }
        return answers;
    }
}
