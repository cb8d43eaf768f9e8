package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.kernel.CellParameters;
import gatewise.kernel.RecurrentKernel;
import gatewise.layer.GruParamInitializer;
import java.util.Map;
import java.util.function.Function;
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

    /** States [batch, hiddenSize], or null for zeros; a cell state is an LSTM's. */
    record State(INDArray hidden, INDArray cell) {}

    /**
     * @param x [batch, inputSize, timeSteps]
     * @param parameters a layer's parameter by its key
     * @param start what the sequences start from
     * @param y [batch, hiddenSize, timeSteps], or [batch, hiddenSize] for the last step alone; column-major, written
     */
    void forward(INDArray x, Function<String, INDArray> parameters, State start, INDArray y, boolean training) {
        int steps = (int) x.size(2);
        try (ArrayMemory memory = new ArrayMemory()) {
            kernel.forward(
                    new RecurrentKernel.Sequences(memory.columnMajor(x), (int) x.size(0), steps),
                    parameters(key -> memory.columnMajor(parameters.apply(key))),
                    new RecurrentKernel.State(optional(memory, start.hidden()), optional(memory, start.cell())),
                    new RecurrentKernel.Output(memory.of(y), y.rank() == 2 ? 1 : steps),
                    training);
        }
    }

    private static FloatPointer optional(ArrayMemory memory, INDArray state) {
        return state == null ? null : memory.columnMajor(state);
    }

    /**
     * Gradients of the last pass forward, a training one of an input of the same shape.
     *
     * @param dy [batch, hiddenSize, timeSteps], or [batch, hiddenSize] for the last step, zeros before it
     * @param gradients of the parameters by their keys, column-major; overwritten
     * @param dx [batch, inputSize, timeSteps], column-major; overwritten; null if not wanted
     */
    void backward(INDArray dy, Map<String, INDArray> gradients, INDArray dx) {
        try (ArrayMemory memory = new ArrayMemory()) {
            FloatPointer dyMemory = memory.columnMajor(dy);
            CellParameters gradientMemory = parameters(key -> memory.of(gradients.get(key)));
            FloatPointer dxMemory = dx == null ? null : memory.of(dx);
            if (dy.rank() == 2) {
                kernel.backwardFromLastStep(dyMemory, gradientMemory, dxMemory);
            } else {
                kernel.backward(dyMemory, gradientMemory, dxMemory);
            }
        }
    }

    /** The LSTM's cell state after the last step of the last pass forward, [batch, hiddenSize]. */
    INDArray finalCellState(long batch) {
        INDArray state = Nd4j.createUninitializedDetached(DataType.FLOAT, 'f', batch, hiddenSize);
        try (ArrayMemory memory = new ArrayMemory()) {
            kernel.finalCellState(memory.of(state));
        }
        return state;
    }

    private CellParameters parameters(Function<String, FloatPointer> memory) {
        return new CellParameters(
                memory.apply(LSTMParamInitializer.INPUT_WEIGHT_KEY),
                memory.apply(LSTMParamInitializer.RECURRENT_WEIGHT_KEY),
                memory.apply(LSTMParamInitializer.BIAS_KEY),
                cell.hasRecurrentBias() ? memory.apply(GruParamInitializer.RECURRENT_BIAS_KEY) : null);
    }
}
