package gatewise.export;

import gatewise.data.Form;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Compares a model of sequences that are no images with its network, in ONNX Runtime: sequences of unequal lengths in one
 * padded batch, what stands past their ends no numbers. Answers are compared where they count: at the steps that there are.
 */
public final class SequenceCheck {
    private static final int BATCH = 32;

    /** Stands past the end of a sequence, and makes what it reaches no number. */
    private static final float PAST_END = Float.NaN;

    private static final int LONGEST_RANDOM = 400;

    /** A relative change of what is read, in its last two binary digits: about what rounding does in a step. */
    private static final float LAST_DIGITS = 0x1p-22f;

    /** Of a batch: 256 MB. */
    private static final long MOST_NUMBERS = 1L << 26;

    private final Form form;
    private final Inference network;
    private final Names names;
    private double deviation;

    /** The most that a change in the last digits of what is read makes of an answer. */
    private double sensitivity;

    private SequenceCheck(Form form, Inference network, Names names) {
        this.form = form;
        this.network = network;
        this.names = names;
    }

    /**
     * What a model calls its inputs and its output.
     *
     * @param lengths null if it takes none
     */
    public record Names(String input, String lengths, String output) {
        /** Of what {@link OnnxExport} writes. */
        public static Names of(Form form) {
            return new Names(OnnxExport.INPUT, OnnxExport.LENGTHS, OnnxExport.output(form));
        }
    }

    /**
     * Compares in batches of 1 and of at most 32. The deviation of a number is in the deviations of its scaling, less what rounding
     * in the units of the files explains. Over many steps a network may make much of little: the tolerance is at least twice what
     * a change of all that is read by 2^-22 of it, up and down in turn, changes in an answer, but never above
     * {@link OnnxCheck#MOST_TOLERANCE}.
     *
     * @param model the bytes of its file
     * @param network that should say the same, scaled
     * @param form what both read and say
     * @param sequences [sequences][steps][features], in the units of the files
     * @throws gatewise.io.UserError (a failed job) if ONNX Runtime is not there or refuses the model
     */
    public static OnnxCheck of(byte[] model, Names names, Inference network, Form form, List<float[][]> sequences) {
        SequenceCheck check = new SequenceCheck(form, network, names);
        try (OnnxRuntime runtime = new OnnxRuntime(model)) {
            List<float[][]> batch = new ArrayList<>();
            int longest = 0;
            boolean single = true;
            for (float[][] sequence : sequences) {
                longest = Math.max(longest, sequence.length);
                boolean full = single
                        || batch.size() == BATCH
                        || names.lengths() == null
                        || (batch.size() + 1L) * longest * sequence[0].length > MOST_NUMBERS;
                if (full && !batch.isEmpty()) {
                    check.compare(runtime, batch);
                    batch.clear();
                    longest = sequence.length;
                    single = false;
                }
                batch.add(sequence);
            }
            if (!batch.isEmpty()) {
                check.compare(runtime, batch);
            }
            return new OnnxCheck(runtime.version(), sequences.size(), check.deviation, check.tolerance());
        }
    }

    /** Sequences of unequal lengths, up to the longest of training or 400 steps, of values as in training. */
    public static List<float[][]> random(NetworkSpec spec, Form form, int count, long seed) {
        Random random = new Random(seed);
        List<float[][]> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = 1 + random.nextInt(Math.min(spec.timeSteps(), LONGEST_RANDOM));
            float[][] sequence = new float[length][spec.inputSize()];
            for (float[] step : sequence) {
                for (int f = 0; f < step.length; f++) {
                    step[f] = form.scaling().unscaled(f, (float) random.nextGaussian());
                }
            }
            sequences.add(sequence);
        }
        return sequences;
    }

    private void compare(OnnxRuntime runtime, List<float[][]> batch) {
        int longest = batch.stream().mapToInt(sequence -> sequence.length).max().orElseThrow();
        float[][][] padded = new float[batch.size()][longest][];
        int[] lengths = new int[batch.size()];
        for (int b = 0; b < lengths.length; b++) {
            lengths[b] = batch.get(b).length;
            for (int t = 0; t < longest; t++) {
                padded[b][t] = t < lengths[b] ? batch.get(b)[t] : pastEnd();
            }
        }
        Object theirs = runtime.run(
                names.lengths() == null
                        ? Map.of(names.input(), padded)
                        : Map.of(names.input(), padded, names.lengths(), lengths),
                names.output());
        for (int b = 0; b < lengths.length; b++) {
            float[][] steps = scaled(batch.get(b));
            float[][] ours = network.answers(steps);
            for (int t = 0; t < steps.length; t++) {
                for (int f = 0; f < steps[t].length; f++) {
                    steps[t][f] *= (t + f) % 2 == 0 ? 1 + LAST_DIGITS : 1 - LAST_DIGITS;
                }
            }
            sensitivity = Math.max(sensitivity, OnnxCheck.deviation(ours, network.answers(steps)));
            for (int t = 0; t < ours.length; t++) {
                compare(ours[t], form.task().atEveryStep() ? ((float[][][]) theirs)[b][t] : ((float[][]) theirs)[b]);
            }
        }
    }

    private double tolerance() {
        return Math.min(OnnxCheck.MOST_TOLERANCE, Math.max(OnnxCheck.TOLERANCE, 2 * sensitivity));
    }

    private float[] pastEnd() {
        float[] step = new float[form.features().size()];
        Arrays.fill(step, PAST_END);
        return step;
    }

    private float[][] scaled(float[][] values) {
        float[][] steps = new float[values.length][values[0].length];
        for (int t = 0; t < steps.length; t++) {
            for (int f = 0; f < steps[t].length; f++) {
                steps[t][f] = form.scaling().scaled(f, values[t][f]);
            }
        }
        return steps;
    }

    private void compare(float[] ours, float... theirs) {
        for (int k = 0; k < ours.length; k++) {
            double difference;
            if (form.task().saysClasses()) {
                difference = Math.abs((double) ours[k] - theirs[k]);
            } else {
                float unscaled = form.outputScaling().unscaled(k, ours[k]);
                double rounding = Math.ulp(unscaled);
                difference = Math.max(0, Math.abs((double) unscaled - theirs[k]) - rounding)
                        / form.outputScaling().deviations().get(k);
            }
            // Not a number counts as different: no comparison with it is true.
            deviation = difference >= 0 ? Math.max(deviation, difference) : Double.POSITIVE_INFINITY;
        }
    }
}
