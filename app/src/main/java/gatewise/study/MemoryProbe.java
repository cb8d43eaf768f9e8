package gatewise.study;

import gatewise.data.Batches;
import gatewise.data.Dataset;
import gatewise.data.SequenceSet;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import gatewise.network.Predictor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What a network of one layer carries from step to step: the gradient backwards, its state forwards. */
final class MemoryProbe {
    private static final int SEQUENCES = 64;

    private final NetworkSpec spec;
    private final Dataset data;

    MemoryProbe(NetworkSpec spec, Dataset data) {
        this.spec = spec;
        this.data = data;
    }

    /**
     * What was found on 64 validation sequences.
     *
     * @param gradient [steps], the root mean square of the loss's gradient with respect to the input of each step, as a share of
     *     that of the last step
     * @param keeps how much of the state a step keeps, the mean over all units and the steps before the last: the forget gate
     *     of an LSTM, the update gate of a GRU; NaN for a simple cell
     * @param best the same of the unit that keeps most
     */
    public record Reach(double[] gradient, double keeps, double best) {}

    /** Looks at a network as it stands, and leaves it so. */
    Reach look(MultiLayerNetwork network) {
        SequenceSet some = data.validation().range(0, SEQUENCES);
        Gate gate = gate(network, some);
        return new Reach(gradient(network, some), gate.mean(), gate.best());
    }

    private double[] gradient(MultiLayerNetwork network, SequenceSet some) {
        DataSet batch = Batches.toScore(some, data.form(), SEQUENCES).batch(0);
        // Of ND4J's own operations: a network that trains fast computes no gradient with respect to its input.
        MultiLayerNetwork portable = Networks.move(network, Networks.configuration(spec, 1));
        INDArray gradient = portable.calculateGradients(
                        batch.getFeatures(),
                        batch.getLabels(),
                        batch.getFeaturesMaskArray(),
                        batch.getLabelsMaskArray())
                .getSecond();
        int steps = (int) gradient.size(2);
        double[] sizes = new double[steps];
        for (int t = 0; t < steps; t++) {
            INDArray step = gradient.tensorAlongDimension(t, 0, 1);
            sizes[t] = step.norm2Number().doubleValue();
        }
        double last = sizes[steps - 1];
        for (int t = 0; t < steps; t++) {
            sizes[t] /= last;
        }
        return sizes;
    }

    /** Sums of a gate by unit. */
    private static final class Gate implements Predictor.Observer {
        private final String name;
        private final double[] sums;
        private long steps;

        Gate(String name, int units) {
            this.name = name;
            sums = new double[units];
        }

        @Override
        public void gate(int layer, boolean backward, int step, String gate, float[] values, int from) {
            if (!gate.equals(name)) {
                return;
            }
            steps++;
            for (int unit = 0; unit < sums.length; unit++) {
                sums[unit] += values[from + unit];
            }
        }

        @Override
        public void state(int layer, boolean backward, int step, float[] hidden, float[] cell) {}

        double mean() {
            double sum = 0;
            for (double unit : sums) {
                sum += unit;
            }
            return sum / steps / sums.length;
        }

        double best() {
            double best = Double.NaN;
            for (double unit : sums) {
                best = best >= unit / steps ? best : unit / steps;
            }
            return best;
        }
    }

    private Gate gate(MultiLayerNetwork network, SequenceSet some) {
        Gate gate = new Gate(
                spec.cell() == Cell.LSTM ? "forget" : "update",
                spec.hiddenSizes().get(0));
        if (spec.cell().hasGates()) {
            Predictor predictor = new Predictor(network, spec);
            for (int i = 0; i < some.count(); i++) {
                predictor.read(some.steps(i), gate);
            }
        }
        return gate;
    }
}
