package gatewise.kernel;

import gatewise.cell.CellType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import org.bytedeco.javacpp.FloatPointer;

/** The control: plain loops in double precision, one example at a time, no natives. */
final class NaiveKernel implements RecurrentKernel {
    private final CellShape shape;
    private NaiveCell.Parameters gradients;

    /** One a sequence of the batch, after a pass forward. */
    private NaiveCell[] cells;

    private double[][] finalHidden;
    private Sequences sequences;
    private boolean traced;

    private NaiveKernel(CellShape shape) {
        this.shape = shape;
    }

    static RecurrentKernel create(CellType cell, int inputSize, int hiddenSize) {
        return new NaiveKernel(new CellShape(cell, inputSize, hiddenSize));
    }

    @Override
    public void forward(Sequences x, CellParameters parameters, State start, Output y, boolean training) {
        int batch = x.batch();
        int hidden = shape.hiddenSize();
        FloatBuffer inputs = CellShape.buffer("x", x.values(), batch, shape.inputSize(), x.timeSteps());
        BatchPass.Outputs outputs = shape.outputs("y", y, batch, x.timeSteps());
        FloatBuffer hiddenStart = CellShape.optional("h0", start.hidden(), batch, hidden);
        FloatBuffer cellStart = CellShape.optional("c0", start.cell(), batch, hidden);
        CellShape.Buffers memory = shape.buffers(parameters);
        NaiveCell.Parameters values = new NaiveCell.Parameters(
                doubles(memory.inputWeights()),
                doubles(memory.recurrentWeights()),
                doubles(memory.bias()),
                memory.recurrentBias() == null ? new double[0] : doubles(memory.recurrentBias()));
        sequences = x;
        gradients = NaiveCell.Parameters.zeros(shape);
        cells = new NaiveCell[batch];
        finalHidden = new double[batch][];
        for (int b = 0; b < batch; b++) {
            cells[b] = NaiveCell.of(shape, values, gradients);
            double[][] h = cells[b].forward(
                    inOrder(Arrays.copyOf(read(inputs, batch, b, shape.inputSize(), x.timeSteps()), length(b))),
                    start(hiddenStart, batch, b),
                    start(cellStart, batch, b));
            finalHidden[b] = h[h.length - 1];
            if (outputs.lastStepOnly()) {
                write(new double[][] {finalHidden[b]}, outputs.values(), batch, b, outputs.columns());
            } else {
                write(padded(inOrder(h), hidden), outputs.values(), batch, b, outputs.columns());
            }
        }
        traced = training;
    }

    private int length(int b) {
        return sequences.lengths() == null ? sequences.timeSteps() : sequences.lengths()[b];
    }

    /** From the order of time to that of the direction, or back. */
    private double[][] inOrder(double[][] sequence) {
        if (sequences.direction() == Direction.BACKWARD) {
            Collections.reverse(Arrays.asList(sequence));
        }
        return sequence;
    }

    private double[][] padded(double[][] sequence, int size) {
        double[][] padded = new double[sequences.timeSteps()][size];
        System.arraycopy(sequence, 0, padded, 0, sequence.length);
        return padded;
    }

    @Override
    public void finalHiddenState(FloatPointer h) {
        if (cells == null) {
            throw new IllegalStateException("no pass forward was run");
        }
        FloatBuffer target = CellShape.buffer("h", h, cells.length, shape.hiddenSize());
        for (int b = 0; b < cells.length; b++) {
            write(new double[][] {finalHidden[b]}, target, cells.length, b, shape.hiddenSize());
        }
    }

    @Override
    public void finalCellState(FloatPointer c) {
        if (cells == null || !shape.cell().hasCellState()) {
            throw new IllegalStateException(
                    cells == null ? "no pass forward was run" : shape.cell() + " has no cell state");
        }
        FloatBuffer target = CellShape.buffer("c", c, cells.length, shape.hiddenSize());
        for (int b = 0; b < cells.length; b++) {
            write(new double[][] {cells[b].cellState()}, target, cells.length, b, shape.hiddenSize());
        }
    }

    @Override
    public void backward(Output dy, CellParameters target, FloatPointer dx) {
        if (!traced) {
            throw new IllegalStateException("a pass backward needs a training pass forward before it");
        }
        traced = false;
        int batch = cells.length;
        int hidden = shape.hiddenSize();
        BatchPass.Outputs upstream = shape.outputs("dy", dy, batch, sequences.timeSteps());
        FloatBuffer inputGradient = CellShape.optional("dx", dx, batch, shape.inputSize(), sequences.timeSteps());
        CellShape.Buffers memory = shape.buffers(target);
        for (int b = 0; b < batch; b++) {
            double[][] all = new double[length(b)][hidden];
            if (upstream.lastStepOnly()) {
                all[all.length - 1] = read(upstream.values(), batch, b, hidden, 1)[0];
            } else {
                all = inOrder(read(upstream.values(), batch, b, upstream.columns(), hidden, length(b)));
            }
            double[][] back = padded(inOrder(cells[b].backward(all)), shape.inputSize());
            if (inputGradient != null) {
                write(back, inputGradient, batch, b, shape.inputSize());
            }
        }
        write(gradients.inputWeights(), memory.inputWeights());
        write(gradients.recurrentWeights(), memory.recurrentWeights());
        write(gradients.bias(), memory.bias());
        if (memory.recurrentBias() != null) {
            write(gradients.recurrentBias(), memory.recurrentBias());
        }
    }

    private double[] start(FloatBuffer state, int batch, int b) {
        return state == null ? new double[shape.hiddenSize()] : read(state, batch, b, shape.hiddenSize(), 1)[0];
    }

    private static double[][] read(FloatBuffer source, int batch, int b, int size, int steps) {
        return read(source, batch, b, size, size, steps);
    }

    /** The first so many of the columns. */
    private static double[][] read(FloatBuffer source, int batch, int b, int columns, int size, int steps) {
        double[][] sequence = new double[steps][size];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < size; i++) {
                sequence[t][i] = source.get(b + batch * (i + columns * t));
            }
        }
        return sequence;
    }

    private static void write(double[][] sequence, FloatBuffer target, int batch, int b, int columns) {
        for (int t = 0; t < sequence.length; t++) {
            for (int i = 0; i < sequence[t].length; i++) {
                target.put(b + batch * (i + columns * t), (float) sequence[t][i]);
            }
        }
    }

    private static double[] doubles(FloatBuffer source) {
        double[] values = new double[source.limit()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.get(i);
        }
        return values;
    }

    private static void write(double[] values, FloatBuffer target) {
        for (int i = 0; i < values.length; i++) {
            target.put(i, (float) values[i]);
        }
    }

    @Override
    public void close() {
        cells = null;
        traced = false;
    }
}
