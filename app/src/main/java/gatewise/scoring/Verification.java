package gatewise.scoring;

import gatewise.layer.BidirectionalByLength;
import gatewise.layer.Gru;
import gatewise.machine.ActiveBackend;
import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Runs a {@link ReferenceCase} through this application's layers and says how far they are from it. */
public final class Verification {
    /** Of DL4J's LSTM: candidate, forget, output, input; the same permutation leads back. */
    private static final int[] LSTM_BLOCKS = {3, 1, 2, 0};

    private static final int[] GRU_BLOCKS = {0, 1, 2};

    private Verification() {}

    /** A way to compute a cell. */
    public enum Implementation {
        FAST_LSTM("fast LSTM", Cell.LSTM, DataType.FLOAT, 1),
        FAST_LSTM_THREADS("fast LSTM, 2 threads", Cell.LSTM, DataType.FLOAT, 2),
        STOCK_LSTM("DL4J LSTM", Cell.LSTM, DataType.FLOAT, 0),
        STOCK_LSTM_DOUBLE("DL4J LSTM, double", Cell.LSTM, DataType.DOUBLE, 0),
        FAST_GRU("fast GRU", Cell.GRU, DataType.FLOAT, 1),
        FAST_GRU_THREADS("fast GRU, 2 threads", Cell.GRU, DataType.FLOAT, 2),
        PORTABLE_GRU("portable GRU", Cell.GRU, DataType.FLOAT, 0),
        PORTABLE_GRU_DOUBLE("portable GRU, double", Cell.GRU, DataType.DOUBLE, 0);

        private final String title;
        private final Cell cell;
        private final DataType type;

        /** Of the kernel; 0 for an implementation without one. */
        private final int threads;

        Implementation(String title, Cell cell, DataType type, int threads) {
            this.title = title;
            this.cell = cell;
            this.type = type;
            this.threads = threads;
        }

        public String title() {
            return title;
        }

        private Layer layer(ReferenceCase reference, int index) {
            BaseRecurrentLayer.Builder<?> builder =
                    cell == Cell.LSTM ? new LSTM.Builder() : new Gru.Builder().resetAfter(reference.resetAfter());
            builder.nIn(reference.inputs(index)).nOut(reference.hidden());
            builder.activation(Activation.TANH);
            return builder.build();
        }

        /** What stands past the end of a sequence: a number only for DL4J's LSTM, which multiplies by the mask. */
        private double pastEnd() {
            return cell == Cell.GRU || threads > 0 ? Double.NaN : 1;
        }

        /** Allowed: absolute + relative * |reference|. */
        private double absoluteTolerance() {
            return type == DataType.DOUBLE ? 1e-12 : 1e-5;
        }

        private double relativeTolerance() {
            return type == DataType.DOUBLE ? 1e-9 : 1e-4;
        }
    }

    /**
     * How far one array is from the reference.
     *
     * @param name y, dx, or layer, direction and parameter, such as {@code layer 0 forward dW}
     * @param absolute largest |ours - reference|
     * @param relative largest |ours - reference| / |reference| where the reference is not 0
     * @param agrees whether each value is within the tolerance
     */
    public record Deviation(String name, double absolute, double relative, boolean agrees) {}

    /** The implementations that can compute a case. */
    public static List<Implementation> implementations(ReferenceCase reference) {
        boolean accelerated = ActiveBackend.get().accelerator().isPresent();
        List<Implementation> able = new ArrayList<>();
        for (Implementation implementation : Implementation.values()) {
            if (implementation.cell == reference.cell() && (implementation.threads == 0 || accelerated)) {
                able.add(implementation);
            }
        }
        return able;
    }

    /** Of y, dx and each gradient of a parameter, in this order. */
    public static List<Deviation> run(ReferenceCase reference, Implementation implementation) {
        MultiLayerNetwork network = network(reference, implementation);
        Passes passes = Passes.of(network, reference, implementation.type, implementation.pastEnd());

        List<Deviation> deviations = new ArrayList<>();
        deviations.add(deviation("y", passes.y(), Nd4j.create(reference.y()), implementation));
        deviations.add(deviation("dx", passes.dx(), Nd4j.create(reference.dx()), implementation));
        forEachParameter(
                reference,
                (layer, direction, name, key) -> deviations.add(deviation(
                        "layer " + layer + (direction == 0 ? " forward d" : " backward d") + name,
                        passes.gradients().get(layer + "_" + key),
                        blocks(
                                reference,
                                reference.gradients().get(layer).get(direction).get(name)),
                        implementation)));
        return deviations;
    }

    /** With the parameters of the reference. */
    static MultiLayerNetwork network(ReferenceCase reference, Implementation implementation) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .dataType(implementation.type)
                .updater(new NoOp())
                .list();
        for (int index = 0; index < reference.layers(); index++) {
            Layer layer = implementation.layer(reference, index);
            layers.layer(
                    reference.bidirectional() ? new BidirectionalByLength(Bidirectional.Mode.CONCAT, layer) : layer);
        }
        MultiLayerConfiguration portable = layers.build();
        MultiLayerNetwork network = new MultiLayerNetwork(
                implementation.threads == 0
                        ? portable
                        : ActiveBackend.get()
                                .accelerator()
                                .orElseThrow()
                                .accelerated(portable, implementation.threads));
        network.init();
        forEachParameter(
                reference,
                (layer, direction, name, key) -> network.getLayer(layer)
                        .getParam(key)
                        .assign(blocks(
                                        reference,
                                        reference
                                                .parameters()
                                                .get(layer)
                                                .get(direction)
                                                .get(name))
                                .reshape(network.getLayer(layer).getParam(key).shape())));
        return network;
    }

    private interface ParameterAction {
        /** @param name as in reference files; key as in DL4J */
        void accept(int layer, int direction, String name, String key);
    }

    private static void forEachParameter(ReferenceCase reference, ParameterAction action) {
        List<String> names = reference.resetAfter() ? List.of("W", "R", "b", "rb") : List.of("W", "R", "b");
        for (int layer = 0; layer < reference.layers(); layer++) {
            for (int direction = 0; direction < reference.directions(); direction++) {
                String prefix = !reference.bidirectional() ? "" : direction == 0 ? "f" : "b";
                for (String name : names) {
                    action.accept(layer, direction, name, prefix + (name.equals("R") ? "RW" : name));
                }
            }
        }
    }

    /** With its column blocks in DL4J's order (or back: the permutations are their own inverse). */
    private static INDArray blocks(ReferenceCase reference, double[][] matrix) {
        int hidden = reference.hidden();
        int[] order = reference.cell() == Cell.LSTM ? LSTM_BLOCKS : GRU_BLOCKS;
        double[][] ordered = new double[matrix.length][matrix[0].length];
        for (int row = 0; row < matrix.length; row++) {
            for (int block = 0; block < order.length; block++) {
                System.arraycopy(matrix[row], order[block] * hidden, ordered[row], block * hidden, hidden);
            }
        }
        return Nd4j.create(ordered);
    }

    private static Deviation deviation(String name, INDArray ours, INDArray reference, Implementation implementation) {
        double[] found = ours.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        double[] expected = reference.dup('c').data().asDouble();
        double absolute = 0;
        double relative = 0;
        boolean agrees = found.length == expected.length;
        for (int i = 0; i < Math.min(found.length, expected.length); i++) {
            double difference = Math.abs(found[i] - expected[i]);
            double size = Math.abs(expected[i]);
            // Not "greater than": a NaN must not pass.
            agrees &= difference <= implementation.absoluteTolerance() + implementation.relativeTolerance() * size;
            absolute = Math.max(absolute, difference);
            relative = size == 0 ? relative : Math.max(relative, difference / size);
        }
        return new Deviation(name, absolute, relative, agrees);
    }
}
