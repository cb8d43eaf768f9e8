package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.kernel.CellParameters;
import gatewise.kernel.KernelKind;
import gatewise.kernel.RecurrentKernel;
import gatewise.layer.GruParamInitializer;
import java.util.Map;
import java.util.function.Consumer;
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

    KernelPass(KernelKind kind, CellType cell, long inputSize, long hiddenSize, int threads) {
        this.cell = cell;
        this.hiddenSize = Math.toIntExact(hiddenSize);
        this.kernel = RecurrentKernel.create(kind, cell, Math.toIntExact(inputSize), this.hiddenSize, threads);
    }

    /** Whether a kernel computes what such a layer asks for: single precision, tanh and sigmoid, on a CPU. */
    static boolean serves(DataType type, IActivation activation, IActivation gateActivation) {
        return serves(type, activation) && gateActivation instanceof ActivationSigmoid;
    }

    /** The same for a layer without gates. */
    static boolean serves(DataType type, IActivation activation) {
        return type == DataType.FLOAT
                && activation instanceof ActivationTanH
                && Nd4j.getEnvironment().isCPU();
    }

    /** States [batch, hiddenSize], or null for zeros; a cell state is an LSTM's. */
    record State(INDArray hidden, INDArray cell) {}

    /** What is read: x [batch, inputSize, timeSteps], its lengths or null, and whether it is read backward. */
    record Input(INDArray x, int[] lengths, boolean backward) {}

    /**
     * @param parameters a layer's parameter by its key
     * @param start what the sequences start from
     * @param y [batch, hiddenSize, timeSteps], or [batch, hiddenSize] for the last step of each sequence alone; written.
     *     Column-major, or some columns of such an array
     */
    void forward(Input input, Function<String, INDArray> parameters, State start, INDArray y, boolean training) {
        INDArray x = input.x();
        int steps = (int) x.size(2);
        try (ArrayMemory memory = new ArrayMemory()) {
            kernel.forward(
                    new RecurrentKernel.Sequences(
                            memory.columnMajor(x),
                            (int) x.size(0),
                            steps,
                            input.lengths(),
                            input.backward() ? RecurrentKernel.Direction.BACKWARD : RecurrentKernel.Direction.FORWARD),
                    parameters(key -> memory.columnMajor(parameters.apply(key))),
                    new RecurrentKernel.State(optional(memory, start.hidden()), optional(memory, start.cell())),
                    output(memory, y),
                    training);
        }
    }

    private static FloatPointer optional(ArrayMemory memory, INDArray state) {
        return state == null ? null : memory.columnMajor(state);
    }

    /** Of an array whose steps are some columns of column-major matrices. */
    private static RecurrentKernel.Output output(ArrayMemory memory, INDArray array) {
        int columns = (int) array.size(1);
        if (array.rank() == 2) {
            return new RecurrentKernel.Output(memory.of(array), 1, columns);
        }
        int steps = (int) array.size(2);
        return new RecurrentKernel.Output(
                memory.of(array), steps, steps == 1 ? columns : (int) (array.stride(2) / array.size(0)));
    }

    private static boolean isOfColumns(INDArray array) {
        long batch = array.size(0);
        boolean columns = array.stride(0) == 1 && (array.stride(1) == batch || array.size(1) == 1);
        return array.rank() == 2
                ? columns
                : columns
                        && (array.size(2) == 1
                                || array.stride(2) % batch == 0 && array.stride(2) >= batch * array.size(1));
    }

    /**
     * Gradients of the last pass forward, a training one of an input of the same shape.
     *
     * @param dy [batch, hiddenSize, timeSteps], or [batch, hiddenSize] for the last step of each sequence, zeros before it
     * @param gradients of the parameters by their keys, column-major; overwritten
     * @param dx [batch, inputSize, timeSteps], column-major; overwritten; null if not wanted
     */
    void backward(INDArray dy, Map<String, INDArray> gradients, INDArray dx) {
        try (ArrayMemory memory = new ArrayMemory()) {
            kernel.backward(
                    output(memory, isOfColumns(dy) ? dy : dy.dup('f')),
                    parameters(key -> memory.of(gradients.get(key))),
                    dx == null ? null : memory.of(dx));
        }
    }

    /** The hidden state after the last step of each sequence of the last pass forward, [batch, hiddenSize]. */
    INDArray finalHiddenState(long batch) {
        return state(batch, kernel::finalHiddenState);
    }

    /** The LSTM's cell state, likewise. */
    INDArray finalCellState(long batch) {
        return state(batch, kernel::finalCellState);
    }

    private INDArray state(long batch, Consumer<FloatPointer> read) {
        INDArray state = Nd4j.createUninitializedDetached(DataType.FLOAT, 'f', batch, hiddenSize);
        try (ArrayMemory memory = new ArrayMemory()) {
            read.accept(memory.of(state));
        }
        return state;
    }

    /** Of column-major arrays by their keys. */
    static CellParameters parameters(CellType cell, Map<String, INDArray> arrays, ArrayMemory memory) {
        return parameters(cell, key -> memory.of(arrays.get(key)));
    }

    private CellParameters parameters(Function<String, FloatPointer> memory) {
        return parameters(cell, memory);
    }

    private static CellParameters parameters(CellType cell, Function<String, FloatPointer> memory) {
        return new CellParameters(
                memory.apply(LSTMParamInitializer.INPUT_WEIGHT_KEY),
                memory.apply(LSTMParamInitializer.RECURRENT_WEIGHT_KEY),
                memory.apply(LSTMParamInitializer.BIAS_KEY),
                cell.hasRecurrentBias() ? memory.apply(GruParamInitializer.RECURRENT_BIAS_KEY) : null);
    }
}
