package gatewise.scoring;

import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.network.Loss;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network says of sequences whose numbers are known. Errors of outputs of several targets, whose units may differ, are
 * summed up and compared {@linkplain #isStandardised() standardised}: divided by the deviation of that output in training.
 *
 * @param answers [sequences][outputs], in the units of the file
 * @param truths [sequences][outputs]
 * @param losses means in the scale in which they are trained
 * @param deviations [outputs], by what errors are divided where outputs are taken together; null for nothing
 */
public record Residuals(float[][] answers, float[][] truths, Losses losses, float[] deviations)
        implements Result, Errors {
    /** Of outputs in the same units. */
    public Residuals(float[][] answers, float[][] truths, Losses losses) {
        this(answers, truths, losses, null);
    }

    /** Of the squared and of the absolute errors. */
    public record Losses(double squared, double absolute) {
        /** Of what no network said. */
        public static final Losses UNKNOWN = new Losses(Double.NaN, Double.NaN);
    }

    static Residuals of(float[][][] scaled, SequenceSet set, Form form) {
        int outputs = form.outputs().size();
        float[][] answers = new float[scaled.length][outputs];
        float[][] truths = new float[scaled.length][outputs];
        double squared = 0;
        double absolute = 0;
        for (int i = 0; i < scaled.length; i++) {
            for (int output = 0; output < outputs; output++) {
                float truth = set.target(i, output);
                double error = scaled[i][0][output] - form.outputScaling().scaled(output, truth);
                squared += error * error;
                absolute += Math.abs(error);
                answers[i][output] = form.outputScaling().unscaled(output, scaled[i][0][output]);
                truths[i][output] = truth;
            }
        }
        double count = (double) scaled.length * outputs;
        return new Residuals(
                answers, truths, new Losses(squared / count, absolute / count), deviations(form.mixedDeviations()));
    }

    private static float[] deviations(List<Float> mixed) {
        if (mixed.isEmpty()) {
            return null;
        }
        float[] deviations = new float[mixed.size()];
        for (int output = 0; output < deviations.length; output++) {
            deviations[output] = mixed.get(output);
        }
        return deviations;
    }

    @Override
    public boolean isStandardised() {
        return deviations != null;
    }

    /** Of other answers to the same. */
    Residuals of(float[]... others) {
        return new Residuals(others, truths, Losses.UNKNOWN, deviations);
    }

    /** What was said less what is true, as outputs are taken together. */
    private double comparable(int sequence, int output) {
        return isStandardised() ? error(sequence, output) / deviations[output] : error(sequence, output);
    }

    private double deviation(int output) {
        return isStandardised() ? deviations[output] : 1;
    }

    @Override
    public double loss(Loss trained) {
        return trained == Loss.MAE ? losses.absolute() : losses.squared();
    }

    @Override
    public double rmse(int output) {
        return Math.sqrt(IntStream.range(0, answers.length)
                .mapToDouble(i -> error(i, output) * error(i, output))
                .average()
                .orElseThrow());
    }

    @Override
    public double mae(int output) {
        return IntStream.range(0, answers.length)
                .mapToDouble(i -> Math.abs(error(i, output)))
                .average()
                .orElseThrow();
    }

    @Override
    public double rmse() {
        return Math.sqrt(IntStream.range(0, outputs())
                .mapToDouble(output -> Math.pow(rmse(output) / deviation(output), 2))
                .average()
                .orElseThrow());
    }

    @Override
    public double mae() {
        return IntStream.range(0, outputs())
                .mapToDouble(output -> mae(output) / deviation(output))
                .average()
                .orElseThrow();
    }

    /** Numbers that are said of a sequence. */
    public int outputs() {
        return answers[0].length;
    }

    /** What was said less what is true, in the units of the file. */
    public double error(int sequence, int output) {
        return (double) answers[sequence][output] - truths[sequence][output];
    }

    /** The sequences, that of the largest mean absolute error first. */
    public List<Integer> worst() {
        return IntStream.range(0, answers.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -errorOf(i)))
                .toList();
    }

    /** The mean absolute error of a sequence's outputs, standardised if they are. */
    public double errorOf(int sequence) {
        return IntStream.range(0, outputs())
                .mapToDouble(output -> Math.abs(comparable(sequence, output)))
                .average()
                .orElseThrow();
    }

    /** Of some sequences alone; their loss is not computed again. */
    public Residuals select(int... sequences) {
        float[][] some = new float[sequences.length][];
        float[][] known = new float[sequences.length][];
        for (int i = 0; i < sequences.length; i++) {
            some[i] = answers[sequences[i]];
            known[i] = truths[sequences[i]];
        }
        return new Residuals(some, known, Losses.UNKNOWN, deviations);
    }

    /** The output that is furthest off in a sequence. */
    public int worstOutput(int sequence) {
        int worst = 0;
        for (int output = 1; output < outputs(); output++) {
            worst = Math.abs(comparable(sequence, output)) > Math.abs(comparable(sequence, worst)) ? output : worst;
        }
        return worst;
    }

    @Override
    public void requireFinite() {
        for (float[] answer : answers) {
            Scores.requireFinite(answer);
        }
    }
}
