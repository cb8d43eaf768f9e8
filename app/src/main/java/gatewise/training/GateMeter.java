package gatewise.training;

import gatewise.checkpoint.GateUse;
import gatewise.data.SequenceSet;
import gatewise.network.NetworkSpec;
import gatewise.network.Predictor;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Counts how far open the gates are while a network reads sequences. */
final class GateMeter implements Predictor.Observer {
    private static final int SEQUENCES = 100;
    private static final float CLOSED = 0.1f;
    private static final float OPEN = 0.9f;

    /** The gates' names, without the candidate, which comes last and is none. */
    private final List<String> gates;

    private final NetworkSpec spec;

    /** By layer, then direction, then gate. */
    private final Count[][][] counts;

    private GateMeter(NetworkSpec spec) {
        this.spec = spec;
        List<String> names = spec.cell().gates();
        gates = names.subList(0, names.size() - 1);
        counts = new Count[spec.hiddenSizes().size()][spec.bidirectional() ? 2 : 1][gates.size()];
        for (Count[][] layer : counts) {
            for (Count[] direction : layer) {
                for (int gate = 0; gate < direction.length; gate++) {
                    direction[gate] = new Count();
                }
            }
        }
    }

    private static final class Count {
        private double sum;
        private long values;
        private long closed;
        private long open;
    }

    /**
     * Reads the first 100 sequences, or all if there are fewer, and changes nothing.
     *
     * @param network built from the spec, by any engine
     * @return by layer, direction and gate; empty for a cell without gates
     */
    static List<GateUse> measure(MultiLayerNetwork network, NetworkSpec spec, SequenceSet set) {
        if (!spec.cell().hasGates()) {
            return List.of();
        }
        GateMeter meter = new GateMeter(spec);
        Predictor predictor = new Predictor(network, spec);
        for (int i = 0; i < Math.min(SEQUENCES, set.count()); i++) {
            predictor.read(set.steps(i), meter);
        }
        return meter.uses();
    }

    @Override
    public void gate(int layer, boolean backward, int step, String gate, float[] values, int from) {
        int index = gates.indexOf(gate);
        if (index < 0) {
            return;
        }
        Count count = counts[layer][backward ? 1 : 0][index];
        int hiddenSize = spec.hiddenSizes().get(layer);
        for (int i = from; i < from + hiddenSize; i++) {
            float value = values[i];
            count.sum += value;
            count.closed += value < CLOSED ? 1 : 0;
            count.open += value > OPEN ? 1 : 0;
        }
        count.values += hiddenSize;
    }

    @Override
    public void state(int layer, boolean backward, int step, float[] hidden, float[] cell) {}

    private List<GateUse> uses() {
        List<GateUse> uses = new ArrayList<>();
        for (int layer = 0; layer < counts.length; layer++) {
            for (int direction = 0; direction < counts[layer].length; direction++) {
                for (int gate = 0; gate < gates.size(); gate++) {
                    Count count = counts[layer][direction][gate];
                    double values = count.values;
                    uses.add(new GateUse(
                            new GateUse.Place(layer + 1, direction == 0 ? "forward" : "backward", gates.get(gate)),
                            count.sum / values,
                            count.closed / values,
                            count.open / values));
                }
            }
        }
        return uses;
    }
}
