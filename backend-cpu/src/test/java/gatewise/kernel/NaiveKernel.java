package gatewise.kernel;

import gatewise.cell.CellType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** The control: plain loops in double precision, one example at a time, no natives. */
final class NaiveKernel implements RecurrentKernel {
    private final CellShape shape;
    private NaiveCell.Parameters gradients;

    /** One a sequence of the batch, after a pass forward. */
    private NaiveCell[] cells;

    private int timeSteps;
    private boolean traced;

    private NaiveKernel(CellShape shape) {
        this.shape = shape;
    }

    static RecurrentKernel create(CellType cell, int inputSize, int hiddenSize) {
        return new NaiveKernel(new CellShape(cell, inputSize, hiddenSize));
    }

    @Override
    public void forward(Sequences x, CellParameters parameters, State start, Output y, boolean training) {
        CellShape.requireAllOrLast(y.steps(), x.timeSteps());
        int batch = x.batch();
        int hidden = shape.hiddenSize();
        FloatBuffer inputs = CellShape.buffer("x", x.values(), batch, shape.inputSize(), x.timeSteps());
        FloatBuffer outputs = CellShape.buffer("y", y.values(), batch, hidden, y.steps());
        FloatBuffer hiddenStart = CellShape.optional("h0", start.hidden(), batch, hidden);
        FloatBuffer cellStart = CellShape.optional("c0", start.cell(), batch, hidden);
        CellShape.Buffers memory = shape.buffers(parameters);
        NaiveCell.Parameters values = new NaiveCell.Parameters(
                doubles(memory.inputWeights()),
                doubles(memory.recurrentWeights()),
                doubles(memory.bias()),
                memory.recurrentBias() == null ? new double[0] : doubles(memory.recurrentBias()));
        timeSteps = x.timeSteps();
        gradients = NaiveCell.Parameters.zeros(shape);
        cells = new NaiveCell[batch];
        for (int b = 0; b < batch; b++) {
            cells[b] = NaiveCell.of(shape, values, gradients);
            double[][] h = cells[b].forward(
                    read(inputs, batch, b, shape.inputSize(), timeSteps),
                    start(hiddenStart, batch, b),
                    start(cellStart, batch, b));
            write(Arrays.copyOfRange(h, timeSteps - y.steps(), timeSteps), outputs, batch, b);
        }
        traced = training;
    }

    @Override
    public void finalCellState(FloatPointer c) {
        if (cells == null || !shape.cell().hasCellState()) {
            throw new IllegalStateException(
                    cells == null ? "no pass forward was run" : shape.cell() + " has no cell state");
        }
        FloatBuffer target = CellShape.buffer("c", c, cells.length, shape.hiddenSize());
        for (int b = 0; b < cells.length; b++) {
            write(new double[][] {cells[b].cellState()}, target, cells.length, b);
        }
    }

    @Override
    public void backward(FloatPointer dy, CellParameters gradients, FloatPointer dx) {
        backward(dy, timeSteps, gradients, dx);
    }

    @Override
    public void backwardFromLastStep(FloatPointer dyLast, CellParameters gradients, FloatPointer dx) {
        backward(dyLast, 1, gradients, dx);
    }

    private void backward(FloatPointer dy, int dySteps, CellParameters target, FloatPointer dx) {
        if (!traced) {
            throw new IllegalStateException("a pass backward needs a training pass forward before it");
        }
        traced = false;
        int batch = cells.length;
        int hidden = shape.hiddenSize();
        FloatBuffer upstream = CellShape.buffer("dy", dy, batch, hidden, dySteps);
        FloatBuffer inputGradient = CellShape.optional("dx", dx, batch, shape.inputSize(), timeSteps);
        CellShape.Buffers memory = shape.buffers(target);
        for (int b = 0; b < batch; b++) {
            double[][] given = read(upstream, batch, b, hidden, dySteps);
            double[][] all = new double[timeSteps][hidden];
            System.arraycopy(given, 0, all, timeSteps - dySteps, dySteps);
            double[][] back = cells[b].backward(all);
            if (inputGradient != null) {
                write(back, inputGradient, batch, b);
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
        double[][] sequence = new double[steps][size];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < size; i++) {
                sequence[t][i] = source.get(b + batch * (i + size * t));
            }
        }
        return sequence;
    }

    private static void write(double[][] sequence, FloatBuffer target, int batch, int b) {
        for (int t = 0; t < sequence.length; t++) {
            for (int i = 0; i < sequence[t].length; i++) {
                target.put(b + batch * (i + sequence[t].length * t), (float) sequence[t][i]);
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
