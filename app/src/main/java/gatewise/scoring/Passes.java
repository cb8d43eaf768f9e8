package gatewise.scoring;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a network's passes forward and backward made of a {@link ReferenceCase}.
 *
 * @param y [batch, hidden * directions, steps], 0 past the end of each sequence
 * @param dx [batch, inputs, steps], 0 past the end of each sequence
 * @param gradients by DL4J's names of the parameters
 */
record Passes(INDArray y, INDArray dx, Map<String, INDArray> gradients) {
    /**
     * Of the whole batch; with a mask [batch, steps] where there are lengths.
     *
     * @param pastEnd stands in x past the end of each sequence
     */
    static Passes masked(MultiLayerNetwork network, ReferenceCase reference, DataType type, double pastEnd) {
        network.setInput(array(input(reference, pastEnd), type));
        if (reference.hasLengths()) {
            setMasks(network, Nd4j.create(mask(reference)).castTo(type));
        }
        return run(network, array(reference.dy(), type));
    }

    /** Of the sequences of each length by themselves, so without masks. */
    static Passes byLength(MultiLayerNetwork network, ReferenceCase reference, DataType type) {
        INDArray x = array(reference.x(), type);
        INDArray dy = array(reference.dy(), type);
        Passes whole = new Passes(dy.like(), x.like(), new TreeMap<>());
        IntStream.range(0, reference.batch()).map(reference::length).distinct().forEach(length -> {
            int[] sequences = IntStream.range(0, reference.batch())
                    .filter(sequence -> reference.length(sequence) == length)
                    .toArray();
            network.setInput(part(x, sequences, length));
            whole.add(run(network, part(dy, sequences, length)), sequences, length);
        });
        return whole;
    }

    private static INDArray part(INDArray batch, int[] sequences, int length) {
        INDArray part = Nd4j.create(batch.dataType(), new long[] {sequences.length, batch.size(1), length}, 'f');
        for (int i = 0; i < sequences.length; i++) {
            valid(part, i, length).assign(valid(batch, sequences[i], length));
        }
        return part;
    }

    private void add(Passes part, int[] sequences, int length) {
        for (int i = 0; i < sequences.length; i++) {
            valid(y, sequences[i], length).assign(valid(part.y, i, length));
            valid(dx, sequences[i], length).assign(valid(part.dx, i, length));
        }
        part.gradients.forEach((name, gradient) -> gradients.merge(name, gradient, INDArray::add));
    }

    private static INDArray valid(INDArray batch, int sequence, int length) {
        return batch.get(point(sequence), all(), interval(0, length));
    }

    private static Passes run(MultiLayerNetwork network, INDArray dy) {
        List<INDArray> activations = network.feedForward(true, false);
        INDArray y = activations.get(activations.size() - 1).dup();
        Pair<Gradient, INDArray> back = network.backpropGradient(dy, null);
        Map<String, INDArray> gradients = new TreeMap<>();
        back.getFirst().gradientForVariable().forEach((name, gradient) -> gradients.put(name, gradient.dup()));
        return new Passes(y, back.getSecond(), gradients);
    }

    private static INDArray array(double[][][] values, DataType type) {
        return Nd4j.create(values).castTo(type).dup('f');
    }

    private static double[][][] input(ReferenceCase reference, double pastEnd) {
        double[][][] x = new double[reference.batch()][reference.inputs(0)][];
        for (int sequence = 0; sequence < x.length; sequence++) {
            for (int row = 0; row < x[sequence].length; row++) {
                x[sequence][row] = reference.x()[sequence][row].clone();
                Arrays.fill(x[sequence][row], reference.length(sequence), reference.steps(), pastEnd);
            }
        }
        return x;
    }

    /** 1 in the valid steps, 0 past the end. */
    private static double[][] mask(ReferenceCase reference) {
        double[][] mask = new double[reference.batch()][reference.steps()];
        for (int sequence = 0; sequence < mask.length; sequence++) {
            Arrays.fill(mask[sequence], 0, reference.length(sequence), 1);
        }
        return mask;
    }

    /** For each layer by itself: DL4J's LSTM ignores what {@code setLayerMaskArrays} passes on. */
    private static void setMasks(MultiLayerNetwork network, INDArray mask) {
        for (Layer layer : network.getLayers()) {
            layer.setMaskArray(mask);
        }
    }
}
