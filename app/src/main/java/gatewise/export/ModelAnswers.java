package gatewise.export;

import java.lang.reflect.Array;
import java.util.Arrays;

/** What an imported model says in ONNX Runtime to sequences as networks here read them, as probabilities. */
final class ModelAnswers {
    private final OnnxImport imported;
    private final OnnxImport.Input given;

    private ModelAnswers(OnnxImport imported, OnnxImport.Input given) {
        this.imported = imported;
        this.given = given;
    }

    /**
     * The probabilities [batch][classes].
     *
     * @param batch [batch][steps][inputSize]
     */
    static float[][] of(OnnxRuntime runtime, OnnxImport imported, OnnxImport.Input given, float[][][] batch) {
        ModelAnswers answers = new ModelAnswers(imported, given);
        Object output = runtime.run(
                imported.source().name(),
                answers.arranged(batch),
                imported.result().name());
        int classes = imported.weights().spec().classes();
        float[][] probabilities = new float[batch.length][classes];
        answers.flatten(output, probabilities, 0);
        for (float[] row : probabilities) {
            answers.toProbabilities(row);
        }
        return probabilities;
    }

    /** In the order of the model's axes, and made of x what the model expects. */
    private Object arranged(float[][][] batch) {
        int steps = batch[0].length;
        int features = batch[0][0].length;
        int[] sizes = switch (imported.source().axes()) {
            case "[steps, batch, features]" -> new int[] {steps, batch.length, features};
            case "[batch, flat]" -> new int[] {batch.length, steps * features};
            case "[batch, one, steps, features]" -> new int[] {batch.length, 1, steps, features};
            case "[batch, steps, features, one]" -> new int[] {batch.length, steps, features, 1};
            default -> new int[] {batch.length, steps, features};
        };
        boolean stepsFirst = imported.source().axes().startsWith("[steps");
        float[] flat = new float[batch.length * steps * features];
        for (int b = 0; b < batch.length; b++) {
            for (int t = 0; t < steps; t++) {
                int row = stepsFirst ? t * batch.length + b : b * steps + t;
                for (int i = 0; i < features; i++) {
                    flat[row * features + i] = (float) ((batch[b][t][i] - given.mean()) / given.deviation());
                }
            }
        }
        return shaped(flat, 0, sizes, 0);
    }

    private static Object shaped(float[] flat, int from, int[] sizes, int axis) {
        int inner = 1;
        for (int i = axis + 1; i < sizes.length; i++) {
            inner *= sizes[i];
        }
        if (axis == sizes.length - 1) {
            return Arrays.copyOfRange(flat, from, from + sizes[axis]);
        }
        int[] rest = Arrays.copyOfRange(sizes, axis, sizes.length);
        Object array = Array.newInstance(float.class, rest);
        for (int i = 0; i < sizes[axis]; i++) {
            Array.set(array, i, shaped(flat, from + i * inner, sizes, axis + 1));
        }
        return array;
    }

    /** Axes of one element left out; returns the next place. */
    private int flatten(Object array, float[][] rows, int place) {
        int next = place;
        int classes = rows[0].length;
        for (int i = 0; i < Array.getLength(array); i++) {
            if (array instanceof float[] values) {
                rows[next / classes][next % classes] = values[i];
                next++;
            } else {
                next = flatten(Array.get(array, i), rows, next);
            }
        }
        return next;
    }

    private void toProbabilities(float[] row) {
        if (imported.result().kind().equals("probabilities")) {
            return;
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (float score : row) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (float score : row) {
            sum += Math.exp(score - highest);
        }
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) (Math.exp(row[k] - highest) / sum);
        }
    }
}
