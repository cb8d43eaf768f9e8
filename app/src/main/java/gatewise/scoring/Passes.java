package gatewise.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    static Passes of(MultiLayerNetwork network, ReferenceCase reference, DataType type, double pastEnd) {
        network.setInput(array(input(reference, pastEnd), type));
        if (reference.hasLengths()) {
            setMasks(network, Nd4j.create(mask(reference)).castTo(type));
        }
        return run(network, array(reference.dy(), type));
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
