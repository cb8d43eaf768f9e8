package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** A head at every step of sequences, of which it computes those that count alone. */
public final class StepHead {
    private final LinearHead head;
    private final Block rows = new Block();
    private final Block labels = new Block();
    private final Block gradient = new Block();
    private float[] sequences = new float[0];
    private float[] gathered = new float[0];

    /**
     * Around a head.
     *
     * @param head of one step
     */
    public StepHead(LinearHead head) {
        this.head = head;
    }

    /**
     * Sequences with a label at each step.
     *
     * @param x [batch, inputSize, timeSteps], column-major
     * @param labels [batch, outputs, timeSteps], column-major
     * @param batch sequences
     * @param timeSteps of each
     * @param counts which steps count, sequence b's step t at {@code b + batch * t}; null if all do. What stands at others is not read
     *     into anything, be it NaN
     */
    public record Examples(FloatPointer x, FloatPointer labels, int batch, int timeSteps, boolean[] counts) {}

    /**
     * The sum of the loss over the steps that count, and its gradients.
     *
     * @param examples read
     * @param parameters read
     * @param gradients overwritten
     * @param dx [batch, inputSize, timeSteps], column-major, overwritten: zeros where a step does not count
     * @return the loss
     */
    public double lossAndGradients(
            Examples examples, LinearHead.Parameters parameters, LinearHead.Parameters gradients, FloatPointer dx) {
        int[] places = places(examples);
        int batch = examples.batch();
        int timeSteps = examples.timeSteps();
        int input = head.inputSize();
        FloatBuffer target = CellShape.buffer("dx", dx, batch, input, timeSteps);
        if (places.length == 0) {
            target.put(0, new float[target.limit()]);
            zero(CellShape.buffer("weight gradient", gradients.weights(), input, head.outputs));
            zero(CellShape.buffer("bias gradient", gradients.bias(), head.outputs));
            return 0;
        }
        gather(CellShape.buffer("x", examples.x(), batch, input, timeSteps), input, batch, places, rows);
        gather(
                CellShape.buffer("labels", examples.labels(), batch, head.outputs, timeSteps),
                head.outputs,
                batch,
                places,
                labels);
        gradient.reserve((long) places.length * input);
        double loss = head.lossAndGradients(
                new LinearHead.Batch(rows.at(0), places.length, labels.at(0)), parameters, gradients, gradient.at(0));
        scatter(input, batch, places, target);
        return loss;
    }

    /** Where the steps that count stand among all, in their order. */
    private static int[] places(Examples examples) {
        int steps = Math.multiplyExact(examples.batch(), examples.timeSteps());
        int[] places = new int[steps];
        int count = 0;
        for (int place = 0; place < steps; place++) {
            if (examples.counts() == null || examples.counts()[place]) {
                places[count++] = place;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /** Rows [places, columns] of a sequence [batch, columns, timeSteps]. */
    private void gather(FloatBuffer source, int columns, int batch, int[] places, Block target) {
        int length = source.limit();
        reserve(length);
        source.get(0, sequences, 0, length);
        int[] first = firstColumn(places, batch, columns);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < first.length; row++) {
                gathered[column * first.length + row] = sequences[first[row] + batch * column];
            }
        }
        target.reserve((long) places.length * columns);
        target.buffer().put(0, gathered, 0, places.length * columns);
    }

    private void scatter(int columns, int batch, int[] places, FloatBuffer target) {
        int length = target.limit();
        reserve(length);
        gradient.buffer().get(0, gathered, 0, places.length * columns);
        Arrays.fill(sequences, 0, length, 0);
        int[] first = firstColumn(places, batch, columns);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < first.length; row++) {
                sequences[first[row] + batch * column] = gathered[column * first.length + row];
            }
        }
        target.put(0, sequences, 0, length);
    }

    /** Where each place has its first column in a sequence [batch, columns, timeSteps]. */
    private static int[] firstColumn(int[] places, int batch, int columns) {
        int[] first = new int[places.length];
        for (int row = 0; row < first.length; row++) {
            first[row] = places[row] % batch + batch * columns * (places[row] / batch);
        }
        return first;
    }

    private void reserve(int length) {
        if (sequences.length < length) {
            sequences = new float[length];
            gathered = new float[length];
        }
    }

    private static void zero(FloatBuffer buffer) {
        buffer.put(0, new float[buffer.limit()]);
    }
}
