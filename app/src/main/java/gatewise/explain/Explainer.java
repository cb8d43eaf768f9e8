package gatewise.explain;

import gatewise.data.RowSequences;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.network.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Watches a network read, and operates on its gates. It copies the parameters when it is made and never changes
 * afterwards, so threads may share it.
 */
public final class Explainer {
    private final NetworkSpec spec;
    private final Predictor predictor;

    /** @param network built from the spec, by any engine */
    public Explainer(MultiLayerNetwork network, NetworkSpec spec) {
        this.spec = spec;
        this.predictor = new Predictor(network, spec);
    }

    public NetworkSpec spec() {
        return spec;
    }

    /**
     * Reads an image and records everything.
     *
     * @param pixels [timeSteps * inputSize], row-major, unsigned, 255 is ink
     * @throws UserError if the surgery holds what the network does not have
     */
    public NetworkTrace trace(byte[] pixels, Surgery surgery) {
        return trace(rows(pixels), surgery);
    }

    /**
     * Reads a sequence of any length and records everything.
     *
     * @param steps [steps][inputSize], as the network reads them
     * @throws UserError if the surgery holds what the network does not have
     */
    public NetworkTrace trace(float[][] steps, Surgery surgery) {
        surgery.checkFits(spec);
        float[][] given = surgery.rows(steps);
        Recorder recorder = new Recorder(surgery, steps.length);
        float[][] probabilities = predictor.read(given, recorder);
        return new NetworkTrace(given, recorder.layers, probabilities);
    }

    /**
     * The network's answer alone, [1][classes]; where it says something at every step, [steps][classes], each in the place that
     * its step has in the sequence, in whichever order they were read.
     */
    float[][] answers(float[][] steps, Surgery surgery) {
        float[][] given = surgery.rows(steps);
        float[][] all =
                surgery.clamps().isEmpty() ? predictor.answers(given) : predictor.read(given, new GateHolder(surgery));
        if (!spec.task().atEveryStep()) {
            return new float[][] {all[all.length - 1]};
        }
        int[] order = surgery.order(steps.length);
        float[][] answers = new float[steps.length][];
        for (int t = 0; t < order.length; t++) {
            answers[order[t]] = all[t];
        }
        return answers;
    }

    float[][] rows(byte[] pixels) {
        return RowSequences.rows(pixels, spec.timeSteps(), spec.inputSize());
    }

    /** Holds gates. */
    private class GateHolder implements Predictor.Observer {
        private final Surgery surgery;

        GateHolder(Surgery surgery) {
            this.surgery = surgery;
        }

        @Override
        public void gate(int layer, boolean backward, int step, String gate, float[] values, int from) {
            for (Clamp clamp : surgery.clamps()) {
                if (clamp.holds(layer, step, gate)) {
                    clamp.set(values, from, spec.hiddenSizes().get(layer));
                }
            }
        }

        @Override
        public void state(int layer, boolean backward, int step, float[] hidden, float[] cell) {}
    }

    /** Holds gates and keeps what it sees. */
    private final class Recorder extends GateHolder {
        private final List<LayerTrace> layers = new ArrayList<>();
        private final int steps;

        Recorder(Surgery surgery, int steps) {
            super(surgery);
            this.steps = steps;
            for (int layer = 1; layer <= spec.hiddenSizes().size(); layer++) {
                List<CellTrace> directions = new ArrayList<>();
                directions.add(empty(CellTrace.Direction.FORWARD));
                if (spec.bidirectional()) {
                    directions.add(empty(CellTrace.Direction.BACKWARD));
                }
                layers.add(new LayerTrace(layer, directions));
            }
        }

        private CellTrace empty(CellTrace.Direction direction) {
            Map<String, float[][]> gates = new LinkedHashMap<>();
            spec.cell().watchedGates().forEach(gate -> gates.put(gate, new float[steps][]));
            float[][] cell = spec.cell().hasCellState() ? new float[steps][] : null;
            return new CellTrace(direction, gates, cell, new float[steps][]);
        }

        @Override
        public void gate(int layer, boolean backward, int step, String gate, float[] values, int from) {
            super.gate(layer, backward, step, gate, values, from);
            float[][] recorded = direction(layer, backward).gates().get(gate);
            if (recorded == null) {
                return; // a simple cell's candidate is its hidden state
            }
            float[] kept = new float[spec.hiddenSizes().get(layer)];
            System.arraycopy(values, from, kept, 0, kept.length);
            recorded[step] = kept;
        }

        @Override
        public void state(int layer, boolean backward, int step, float[] hidden, float[] cell) {
            CellTrace trace = direction(layer, backward);
            trace.hidden()[step] = hidden;
            if (trace.cell() != null) {
                trace.cell()[step] = cell;
            }
        }

        private CellTrace direction(int layer, boolean backward) {
            return layers.get(layer).directions().get(backward ? 1 : 0);
        }
    }
}
