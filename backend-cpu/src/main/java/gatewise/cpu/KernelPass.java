package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.kernel.CellParameters;
import gatewise.kernel.RecurrentKernel;
import gatewise.layer.GruParamInitializer;
import gatewise.layer.Steps;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a layer's passes on a {@link RecurrentKernel}, which works on the memory of ND4J's arrays in place. */
final class KernelPass {
    private final CellType cell;
    private final RecurrentKernel kernel;
    private final int hiddenSize;

    KernelPass(CellType cell, long inputSize, long hiddenSize, int threads) {
        this.cell = cell;
        this.hiddenSize = Math.toIntExact(hiddenSize);
        this.kernel = RecurrentKernel.create(cell, Math.toIntExact(inputSize), this.hiddenSize, threads);
    }

    /** Whether a kernel computes what such a layer asks for: single precision, tanh and sigmoid, on a CPU. */
    static boolean serves(DataType type, IActivation activation, IActivation gateActivation) {
        return type == DataType.FLOAT
                && activation instanceof ActivationTanH
                && gateActivation instanceof ActivationSigmoid
                && Nd4j.getEnvironment().isCPU();
    }

    /**
     * @param x [batch, inputSize, timeSteps]
     * @param parameters a layer's parameter by its key
     * @param h0 [batch, hiddenSize] or null for zeros; c0 likewise, for an LSTM
     * @param y [batch, hiddenSize, timeSteps], or [batch, hiddenSize] for the last step alone; column-major, written
     */
    void forward(INDArray x, Parameters parameters, INDArray h0, INDArray c0, INDArray y, boolean training) {
        INDArray sequence = contiguous(x);
        int batch = (int) sequence.size(0);
        int steps = (int) sequence.size(2);
        kernel.forward(
                pointer(sequence),
                batch,
                steps,
                memory(key -> contiguous(parameters.apply(key))),
                h0 == null ? null : pointer(contiguous(h0)),
                c0 == null ? null : pointer(contiguous(c0)),
                pointer(y),
                y.rank() == 2 ? 1 : steps,
                training);
    }

    /**
     * Gradients of the last pass forward, a training one of an input of the same shape.
     *
     * @param dy [batch, hiddenSize, timeSteps], or [batch, hiddenSize] for the last step, zeros before it
     * @param gradients of the parameters by their keys, column-major; overwritten
     * @param dx [batch, inputSize, timeSteps], column-major; overwritten; null if not wanted
     */
    void backward(INDArray dy, Map<String, INDArray> gradients, INDArray dx) {
        FloatPointer dyMemory = pointer(contiguous(dy));
        FloatPointer dxMemory = dx == null ? null : pointer(dx);
        if (dy.rank() == 2) {
            kernel.backwardFromLastStep(dyMemory, memory(gradients::get), dxMemory);
        } else {
            kernel.backward(dyMemory, memory(gradients::get), dxMemory);
        }
    }

    /** The LSTM's cell state after the last step of the last pass forward, [batch, hiddenSize]. */
    INDArray finalCellState(long batch) {
        INDArray state = Nd4j.createUninitializedDetached(DataType.FLOAT, 'f', batch, hiddenSize);
        kernel.finalCellState(pointer(state));
        return state;
    }

    /** A parameter or gradient by its key. */
    @FunctionalInterface
    interface Parameters {
        INDArray apply(String key);
    }

    private CellParameters memory(Parameters arrays) {
        return new CellParameters(
                pointer(arrays.apply(LSTMParamInitializer.INPUT_WEIGHT_KEY)),
                pointer(arrays.apply(LSTMParamInitializer.RECURRENT_WEIGHT_KEY)),
                pointer(arrays.apply(LSTMParamInitializer.BIAS_KEY)),
                cell.hasRecurrentBias() ? pointer(arrays.apply(GruParamInitializer.RECURRENT_BIAS_KEY)) : null);
    }

    /** The array itself if it is column-major without gaps, or else such a copy. */
    static INDArray contiguous(INDArray array) {
        return Steps.areContiguous(array) ? array : array.dup('f');
    }

    /** The memory of an array without gaps, from its first value on. */
    static FloatPointer pointer(INDArray array) {
        return new FloatPointer(array.data().addressPointer());
    }
}
