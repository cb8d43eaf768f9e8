package gatewise.network;

import gatewise.cell.CellType;
import gatewise.cell.ReaderParameters;
import gatewise.cell.SequenceReader;
import gatewise.layer.GruParamInitializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained network that answers for one sequence within microseconds, without a call out of the JVM. It copies the
 * parameters when it is made and never changes afterwards, so threads may share it.
 */
public final class Predictor {
    private final NetworkSpec spec;

    /** By layer, then direction. */
    private final List<List<SequenceReader>> readers = new ArrayList<>();

    /** [headInputSize][classes]. */
    private final float[][] headWeights;

    private final float[] headBias;

    /**
     * @param network built from the spec, by any engine
     */
    public Predictor(MultiLayerNetwork network, NetworkSpec spec) {
        this.spec = spec;
        for (int layer = 0; layer < spec.hiddenSizes().size(); layer++) {
            List<SequenceReader> directions = new ArrayList<>();
            for (String prefix : spec.bidirectional() ? List.of("f", "b") : List.of("")) {
                directions.add(reader(network.getLayer(layer), layer, prefix));
            }
            readers.add(directions);
        }
        Layer head = network.getOutputLayer();
        headWeights = head.getParam(DefaultParamInitializer.WEIGHT_KEY).toFloatMatrix();
        headBias = head.getParam(DefaultParamInitializer.BIAS_KEY).dup().data().asFloat();
    }

    private SequenceReader reader(Layer layer, int index, String prefix) {
        CellType cell = switch (spec.cell()) {
            case LSTM -> CellType.LSTM;
            case GRU -> spec.resetAfter() ? CellType.GRU_RESET_AFTER : CellType.GRU_RESET_BEFORE;
            case SIMPLE -> CellType.SIMPLE;
        };
        ReaderParameters parameters = new ReaderParameters(
                memory(layer.getParam(prefix + LSTMParamInitializer.INPUT_WEIGHT_KEY)),
                memory(layer.getParam(prefix + LSTMParamInitializer.RECURRENT_WEIGHT_KEY)),
                memory(layer.getParam(prefix + LSTMParamInitializer.BIAS_KEY)),
                spec.resetAfter() ? memory(layer.getParam(prefix + GruParamInitializer.RECURRENT_BIAS_KEY)) : null);
        return new SequenceReader(
                cell, spec.inputSize(index), spec.hiddenSizes().get(index), parameters);
    }

    private static float[] memory(INDArray columnMajor) {
        return columnMajor.dup('f').data().asFloat();
    }

    /** Is shown what a network does while it reads, and may change its gates. */
    public interface Observer {
        /**
         * Called for each gate of each step before the cell uses it.
         *
         * @param layer from 0
         * @param backward whether by the direction that reads from the last step to the first
         * @param step the place in the sequence, from 0, whichever direction reads it
         * @param gate its name as in {@link Cell#gates()}
         * @param values whose elements {@code from} (inclusive) to {@code from + hiddenSize} are the gate's, to be changed
         */
        void gate(int layer, boolean backward, int step, String gate, float[] values, int from);

        /**
         * Called after each step.
         *
         * @param hidden [hiddenSize], to be kept but not changed
         * @param cell [hiddenSize], likewise; zeros for a cell without one
         */
        void state(int layer, boolean backward, int step, float[] hidden, float[] cell);
    }

    /**
     * What the network says after the last step: the probability of each class, or numbers.
     *
     * @param steps [steps][inputSize], as many as there are
     */
    public float[] answer(float[][] steps) {
        float[][] sequence = steps;
        int last = readers.size() - 1;
        for (int layer = 0; layer < last; layer++) {
            sequence = outputs(layer, sequence);
        }
        float[] end = readers.get(last).get(0).readToEnd(sequence, false);
        if (spec.bidirectional()) {
            end = joined(end, readers.get(last).get(1).readToEnd(sequence, true));
        }
        return head(end);
    }

    /**
     * All that the network says: what {@link #answer} says, or where it says something at every step, [steps][classes].
     *
     * @param steps [steps][inputSize], as many as there are
     */
    public float[][] answers(float[][] steps) {
        if (!spec.task().atEveryStep()) {
            return new float[][] {answer(steps)};
        }
        float[][] sequence = steps;
        for (int layer = 0; layer < readers.size(); layer++) {
            sequence = outputs(layer, sequence);
        }
        float[][] answers = new float[steps.length][];
        for (int t = 0; t < answers.length; t++) {
            answers[t] = head(sequence[t]);
        }
        return answers;
    }

    /**
     * What the head says after each step, [steps][classes]. With two directions: where the network says something at every
     * step, of what both made of that step; where it answers at the end, after so many steps of each, the forward one from
     * the first step on, the backward one from the last, so that the last entry is the network's answer.
     *
     * @param steps [timeSteps][inputSize]
     */
    public float[][] read(float[][] steps, Observer observer) {
        float[][] sequence = steps;
        for (int layer = 0; layer < readers.size(); layer++) {
            sequence = outputs(layer, sequence, observer);
        }
        int length = steps.length;
        float[][] probabilities = new float[length][];
        for (int t = 0; t < length; t++) {
            float[] state = sequence[t].clone();
            if (spec.bidirectional() && !spec.task().atEveryStep()) {
                int hidden = state.length / 2;
                System.arraycopy(sequence[length - 1 - t], hidden, state, hidden, hidden);
            }
            probabilities[t] = head(state);
        }
        return probabilities;
    }

    /**
     * Begins a sequence whose steps come one by one; each thread needs its own.
     *
     * @throws IllegalArgumentException of a network that reads from the last step to the first, too
     */
    public Stream stream() {
        if (spec.bidirectional()) {
            throw new IllegalArgumentException("a network of two directions needs the whole sequence");
        }
        return new Stream();
    }

    /** A sequence whose steps come one by one, and what is kept of those that came. */
    public final class Stream {
        private final List<SequenceReader.State> states = new ArrayList<>();

        private Stream() {
            readers.forEach(directions -> states.add(directions.get(0).start()));
        }

        /**
         * Reads a step.
         *
         * @param values [inputSize]
         * @return [classes], what the network says after it: what {@link #answer} says of all steps so far
         * @throws IllegalArgumentException if there is another number of values
         */
        public float[] step(float[] values) {
            float[] outputs = values;
            for (int layer = 0; layer < states.size(); layer++) {
                SequenceReader reader = readers.get(layer).get(0);
                reader.step(outputs, states.get(layer));
                outputs = reader.hidden(states.get(layer));
            }
            return head(outputs);
        }
    }

    /** The outputs of a layer, [timeSteps][hiddenSize * directions]. */
    private float[][] outputs(int layer, float[][] steps) {
        List<SequenceReader> directions = readers.get(layer);
        float[][] outputs = directions.get(0).read(steps, false);
        if (spec.bidirectional()) {
            float[][] backward = directions.get(1).read(steps, true);
            Arrays.setAll(outputs, t -> joined(outputs[t], backward[t]));
        }
        return outputs;
    }

    /** The same under observation. */
    private float[][] outputs(int layer, float[][] steps, Observer observer) {
        float[][] outputs = new float[steps.length][];
        for (int direction = 0; direction < readers.get(layer).size(); direction++) {
            SequenceReader reader = readers.get(layer).get(direction);
            SequenceReader.State state = reader.start();
            boolean backward = direction == 1;
            for (int i = 0; i < steps.length; i++) {
                int t = backward ? steps.length - 1 - i : i;
                reader.step(
                        steps[t],
                        state,
                        (block, values, from) ->
                                observer.gate(layer, backward, t, spec.cell().gateOfBlock(block), values, from));
                float[] hidden = reader.hidden(state);
                observer.state(layer, backward, t, hidden, reader.cell(state));
                outputs[t] = backward ? joined(outputs[t], hidden) : hidden;
            }
        }
        return outputs;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private float[] head(float[] end) {
        float[] scores = headBias.clone();
        for (int i = 0; i < end.length; i++) {
            float[] weights = headWeights[i];
            for (int k = 0; k < scores.length; k++) {
                scores[k] += weights[k] * end[i];
            }
        }
        return spec.task().saysClasses() ? softmax(scores) : scores;
    }

    private static float[] softmax(float[] scores) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            highest = Math.max(highest, score);
        }
        float sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) Math.exp(scores[k] - highest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return scores;
    }
}
