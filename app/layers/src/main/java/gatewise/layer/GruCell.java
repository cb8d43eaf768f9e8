package gatewise.layer;

import static gatewise.layer.GruTrace.columns;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One step of a GRU on ND4J arrays, forward and backward; see {@link Gru} for the equations. The last hidden state is
 * null where a sequence starts from zeros.
 */
final class GruCell {
    private final int hiddenSize;
    private final boolean resetAfter;
    private final IActivation activation;
    private final IActivation gateActivation;
    private final INDArray inputWeights;
    private final INDArray gateWeights;
    private final INDArray candidateWeights;
    private final INDArray bias;
    private final INDArray gateBias;
    private final INDArray candidateBias;

    /** Parameters as in {@link GruParamInitializer}; recurrentBias is null with the reset before the product. */
    GruCell(Gru conf, INDArray inputWeights, INDArray recurrentWeights, INDArray bias, INDArray recurrentBias) {
        this.hiddenSize = (int) conf.getNOut();
        this.resetAfter = conf.isResetAfter();
        this.activation = conf.getActivationFn();
        this.gateActivation = conf.getGateActivationFn();
        this.inputWeights = inputWeights;
        this.gateWeights = columns(recurrentWeights, 0, 2 * hiddenSize);
        this.candidateWeights = columns(recurrentWeights, 2 * hiddenSize, 3 * hiddenSize);
        this.bias = bias;
        this.gateBias = resetAfter ? recurrentBias.get(interval(0, 2 * hiddenSize)) : null;
        this.candidateBias = resetAfter ? recurrentBias.get(interval(2 * hiddenSize, 3 * hiddenSize)) : null;
    }

    /** Reads x [batch, nIn] and previous [batch, hiddenSize]; writes the step and hidden [batch, hiddenSize]. */
    void forward(INDArray x, INDArray previous, GruTrace.Step step, INDArray hidden, boolean training) {
        INDArray pre = step.preActivations();
        Nd4j.gemm(x, inputWeights, pre, false, false, 1, 0);
        pre.addiRowVector(bias);
        INDArray preGates = gates(pre);
        if (previous != null) {
            Nd4j.gemm(previous, gateWeights, preGates, false, false, 1, 1);
        }
        if (resetAfter) {
            preGates.addiRowVector(gateBias);
        }
        gates(step.gates()).assign(preGates);
        gateActivation.getActivation(gates(step.gates()), training);

        INDArray reset = reset(step.gates());
        INDArray preCandidate = candidate(pre);
        if (resetAfter) {
            if (previous == null) {
                step.recurrent().assign(0);
            } else {
                Nd4j.gemm(previous, candidateWeights, step.recurrent(), false, false, 1, 0);
            }
            step.recurrent().addiRowVector(candidateBias);
            preCandidate.addi(reset.mul(step.recurrent()));
        } else if (previous != null) {
            reset.mul(previous, step.recurrent());
            Nd4j.gemm(step.recurrent(), candidateWeights, preCandidate, false, false, 1, 1);
        }
        INDArray candidate = candidate(step.gates());
        candidate.assign(preCandidate);
        activation.getActivation(candidate, training);

        INDArray update = update(step.gates());
        if (previous == null) {
            candidate.mul(update, hidden);
            candidate.sub(hidden, hidden);
        } else {
            previous.sub(candidate, hidden);
            hidden.muli(update).addi(candidate);
        }
    }

    /**
     * Takes dh [batch, hiddenSize], the gradient with respect to this step's hidden state, and turns it into the one
     * with respect to the previous hidden state; writes dx [batch, nIn], adds to the gradients of the parameters, and
     * uses up the step's pre-activations.
     */
    void backward(
            INDArray x,
            INDArray previous,
            GruTrace.Step step,
            INDArray dh,
            INDArray dx,
            Map<String, INDArray> gradients) {
        INDArray delta = step.preActivations();
        INDArray reset = reset(step.gates());
        INDArray update = update(step.gates());
        INDArray candidate = candidate(step.gates());
        INDArray recurrentGradient = gradients.get(GruParamInitializer.RECURRENT_WEIGHT_KEY);

        INDArray deltaCandidate = candidate(delta);
        through(activation, deltaCandidate, update.rsub(1).muli(dh));
        INDArray dReset;
        INDArray dUpdate = previous == null
                ? candidate.neg().muli(dh)
                : previous.sub(candidate).muli(dh);
        dh.muli(update);
        INDArray candidateGradient = columns(recurrentGradient, 2 * hiddenSize, 3 * hiddenSize);
        if (resetAfter) {
            dReset = deltaCandidate.mul(step.recurrent());
            INDArray dRecurrent = deltaCandidate.mul(reset);
            INDArray biasGradient = gradients.get(GruParamInitializer.RECURRENT_BIAS_KEY);
            biasGradient.get(interval(2 * hiddenSize, 3 * hiddenSize)).addi(dRecurrent.sum(0));
            if (previous != null) {
                Nd4j.gemm(dRecurrent, candidateWeights, dh, false, true, 1, 1);
                Nd4j.gemm(previous, dRecurrent, candidateGradient, true, false, 1, 1);
            }
        } else if (previous == null) {
            dReset = reset.like();
        } else {
            INDArray dRecurrent = Nd4j.gemm(deltaCandidate, candidateWeights, false, true);
            Nd4j.gemm(step.recurrent(), deltaCandidate, candidateGradient, true, false, 1, 1);
            dReset = dRecurrent.mul(previous);
            dh.addi(dRecurrent.muli(reset));
        }
        through(gateActivation, reset(delta), dReset);
        through(gateActivation, update(delta), dUpdate);
        INDArray deltaGates = gates(delta);
        if (previous != null) {
            Nd4j.gemm(deltaGates, gateWeights, dh, false, true, 1, 1);
            Nd4j.gemm(previous, deltaGates, columns(recurrentGradient, 0, 2 * hiddenSize), true, false, 1, 1);
        }
        if (resetAfter) {
            gradients
                    .get(GruParamInitializer.RECURRENT_BIAS_KEY)
                    .get(interval(0, 2 * hiddenSize))
                    .addi(deltaGates.sum(0));
        }
        Nd4j.gemm(x, delta, gradients.get(GruParamInitializer.INPUT_WEIGHT_KEY), true, false, 1, 1);
        gradients.get(GruParamInitializer.BIAS_KEY).addi(delta.sum(0));
        Nd4j.gemm(delta, inputWeights, dx, false, true, 1, 0);
    }

    /** Replaces pre-activations by the gradient with respect to them, given that with respect to the activations. */
    private static void through(IActivation activation, INDArray preActivation, INDArray gradient) {
        INDArray delta = activation.backprop(preActivation, gradient).getFirst();
        if (delta != preActivation) {
            preActivation.assign(delta);
        }
    }

    private INDArray gates(INDArray blocks) {
        return columns(blocks, 0, 2 * hiddenSize);
    }

    private INDArray reset(INDArray blocks) {
        return columns(blocks, 0, hiddenSize);
    }

    private INDArray update(INDArray blocks) {
        return columns(blocks, hiddenSize, 2 * hiddenSize);
    }

    private INDArray candidate(INDArray blocks) {
        return columns(blocks, 2 * hiddenSize, 3 * hiddenSize);
    }
}
