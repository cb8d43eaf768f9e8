package gatewise.export;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What ONNX Runtime says of an exported network, against what the network itself says.
 *
 * @param runtime the version of ONNX Runtime
 * @param sequences compared
 * @param deviation the largest difference of a probability, or of a number
 * @param tolerance the largest difference that rounding explains
 */
public record OnnxCheck(String runtime, int sequences, double deviation, double tolerance) {
    /** Of images, and of sequences whose answers do not hang on the last digits of what is read. */
    public static final double TOLERANCE = 1e-5;

    /** A hundredth of a probability, or of a deviation: whoever reads the answers takes these for others, rounding or not. */
    public static final double MOST_TOLERANCE = 1e-2;

    private static final int BATCH = 32;

    /** Of one batch: 256 MB. */
    private static final long MOST_NUMBERS = 1L << 26;

    /**
     * Compares on sequences in batches of 1 and of 32.
     *
     * @param model made of the network, in {@link OnnxExport.Layout#BATCH_FIRST}
     * @param network any network that should say the same
     * @param sequences [sequences][steps][inputSize]
     * @throws gatewise.io.UserError (a failed job) if ONNX Runtime is not there or refuses the model
     */
    public static OnnxCheck of(byte[] model, MultiLayerNetwork network, List<float[][]> sequences) {
        double deviation = 0;
        try (OnnxRuntime runtime = new OnnxRuntime(model)) {
            for (int from = 0, size = 1; from < sequences.size(); from += size, size = BATCH) {
                float[][][] batch = sequences
                        .subList(from, Math.min(sequences.size(), from + size))
                        .toArray(float[][][]::new);
                float[][] theirs = (float[][]) runtime.run(OnnxExport.INPUT, batch, OnnxExport.OUTPUT);
                deviation = Math.max(deviation, deviation(probabilities(network, batch), theirs));
            }
            return new OnnxCheck(runtime.version(), sequences.size(), deviation, TOLERANCE);
        }
    }

    /**
     * Compares an imported network with the model that it came from.
     *
     * @param given as it was read
     * @throws gatewise.io.UserError (a failed job) if ONNX Runtime is not there or refuses the model
     */
    public static OnnxCheck of(
            OnnxImport imported, OnnxImport.Input given, MultiLayerNetwork network, List<float[][]> sequences) {
        double deviation = 0;
        try (OnnxRuntime runtime = new OnnxRuntime(imported.model().answer().bytes())) {
            int fixed = imported.source().batch();
            int compared = fixed == 0 ? sequences.size() : sequences.size() / fixed * fixed;
            for (int from = 0, size = Math.max(1, fixed);
                    from < compared;
                    from += size, size = fixed == 0 ? BATCH : fixed) {
                float[][][] batch =
                        sequences.subList(from, Math.min(compared, from + size)).toArray(float[][][]::new);
                float[][] theirs = ModelAnswers.of(runtime, imported, given, batch);
                deviation = Math.max(deviation, deviation(probabilities(network, batch), theirs));
            }
            return new OnnxCheck(runtime.version(), compared, deviation, TOLERANCE);
        }
    }

    /** Whether the network makes so much of the last digits of what it reads that no other program can be expected to agree. */
    public boolean isUnstable() {
        return tolerance >= MOST_TOLERANCE;
    }

    /** Not a number counts as different, and nothing compared as no agreement. */
    public boolean agrees() {
        return sequences > 0 && deviation <= tolerance;
    }

    /** @throws UserError (a failed job) if the model takes no sequence at all */
    public static void requireSequences(OnnxImport imported) {
        if (imported.source().takesNone()) {
            throw UserError.failedJob(
                    Phrase.of(
                            Setting.ONNX_CHECK,
                            ": an input of the model has an axis of size 0, so it takes no sequence"),
                    Phrase.of("export it with a batch of 1 or of any size, or leave out ", Setting.ONNX_CHECK),
                    null);
        }
    }

    /**
     * How many sequences an imported model is to be compared on: at least so many, in whole batches of the size that it takes.
     *
     * @throws UserError (a failed job) if one batch is more than can be compared
     */
    public static int count(OnnxImport imported, int least) {
        NetworkSpec spec = imported.weights().spec();
        long batch = Math.max(1, imported.source().batch());
        if (batch * spec.timeSteps() * spec.inputSize() > MOST_NUMBERS) {
            throw UserError.failedJob(
                    Phrase.of(
                            Setting.ONNX_CHECK,
                            Text.format(
                                    ": the model takes batches of %d sequences of %d x %d numbers alone, expected at"
                                            + " most %d numbers in all",
                                    batch, spec.timeSteps(), spec.inputSize(), MOST_NUMBERS)),
                    Phrase.of("export it with a smaller batch, or leave out ", Setting.ONNX_CHECK),
                    null);
        }
        return (int) ((least + batch - 1) / batch * batch);
    }

    /** Sequences of numbers in 0..1. */
    public static List<float[][]> random(NetworkSpec spec, int count, long seed) {
        Random random = new Random(seed);
        float[][][] sequences = new float[count][spec.timeSteps()][spec.inputSize()];
        for (float[][] sequence : sequences) {
            for (float[] step : sequence) {
                for (int i = 0; i < step.length; i++) {
                    step[i] = random.nextFloat();
                }
            }
        }
        return Arrays.asList(sequences);
    }

    /** The answers [batch][classes] of a network to sequences [batch][steps][inputSize]. */
    static float[][] probabilities(MultiLayerNetwork network, float[][][] batch) {
        INDArray features = Nd4j.createFromArray(batch).permute(0, 2, 1).dup('f');
        return network.output(features).toFloatMatrix();
    }

    /** The largest difference; infinite if one is not a number. */
    static double deviation(float[][] ours, float[][] theirs) {
        double deviation = 0;
        for (int i = 0; i < ours.length; i++) {
            for (int k = 0; k < ours[i].length; k++) {
                double difference = Math.abs(ours[i][k] - theirs[i][k]);
                deviation = difference >= 0 ? Math.max(deviation, difference) : Double.POSITIVE_INFINITY;
            }
        }
        return deviation;
    }
}
