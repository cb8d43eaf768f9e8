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

    /**
     * @param network built from the spec, by any engine
     * @throws UserError if its cells have no gates
     */
    public Explainer(MultiLayerNetwork network, NetworkSpec spec) {
        if (!spec.cell().hasGates()) {
            throw new UserError("a " + spec.title() + " has no gates to explain", "give an LSTM or a GRU");
        }
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
        surgery.checkFits(spec);
        float[][] rows = surgery.rows(rows(pixels));
        Recorder recorder = new Recorder(surgery);
        float[][] probabilities = predictor.read(rows, recorder);
        return new NetworkTrace(rows, recorder.layers, probabilities);
    }

    /** The network's answer alone, [classes]. */
    float[] probabilities(byte[] pixels, Surgery surgery) {
        float[][] rows = surgery.rows(rows(pixels));
        if (surgery.clamps().isEmpty()) {
            return predictor.answer(rows);
        }
        float[][] all = predictor.read(rows, new GateHolder(surgery));
        return all[all.length - 1];
    }

    private float[][] rows(byte[] pixels) {
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

        Recorder(Surgery surgery) {
            super(surgery);
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
            spec.cell().gates().forEach(gate -> gates.put(gate, new float[spec.timeSteps()][]));
            float[][] cell = spec.cell().hasCellState() ? new float[spec.timeSteps()][] : null;
            return new CellTrace(direction, gates, cell, new float[spec.timeSteps()][]);
        }

        @Override
        public void gate(int layer, boolean backward, int step, String gate, float[] values, int from) {
            super.gate(layer, backward, step, gate, values, from);
            float[] kept = new float[spec.hiddenSizes().get(layer)];
            System.arraycopy(values, from, kept, 0, kept.length);
            direction(layer, backward).gates().get(gate)[step] = kept;
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
