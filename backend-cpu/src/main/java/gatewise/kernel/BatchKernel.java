package gatewise.kernel;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.FloatPointer;

/** The fast kernel: see {@link RecurrentKernel#create}. */
final class BatchKernel implements RecurrentKernel {
    /** A part of fewer rows fills no vector of the products, and costs more in calls than a further thread brings. */
    private static final int MIN_ROWS = 8;

    /** A pass that keeps nothing reads so many rows at once through all steps, so that they stay in the nearest caches. */
    private static final int READ_ROWS = 128;

    private final CellShape shape;
    private final PackedWeights weights;
    private final SequencePass[] passes;
    private final float[] sum;
    private final float[] partial;
    private final float[] biasSum;

    /** [batch, hiddenSize] of a cell that has a cell state. */
    private final Block finalCells = new Block();

    private int batch;
    private int timeSteps;

    /** Parts of the last pass forward; 0 if there was none. */
    private int parts;

    private boolean traced;
    private boolean closed;

    BatchKernel(CellShape shape, int threads) {
        CellShape.requirePositive("threads", threads);
        // Here and not in the first pass: where the natives are missing, the kernel cannot be made.
        Products.useCallingThreadOnly();
        this.shape = shape;
        weights = new PackedWeights(shape);
        passes = new SequencePass[threads];
        sum = new float[weights.length()];
        partial = new float[weights.length()];
        biasSum = new float[BiasBlocks.count(shape) * shape.hiddenSize()];
    }

    @Override
    public void forward(Sequences x, CellParameters parameters, State start, Output y, boolean training) {
        requireOpen();
        CellShape.Buffers p = shape.buffers(parameters);
        SequencePass.Forward pass = new SequencePass.Forward(
                inputs(x), BiasBlocks.of(shape, p), start(start, x.batch()), outputs(y, x), training);
        traced = false;
        batch = x.batch();
        timeSteps = x.timeSteps();
        weights.pack(p.inputWeights(), p.recurrentWeights());
        parts = Math.max(1, Math.min(passes.length, batch / MIN_ROWS));
        finalCells.reserve(shape.cell().hasCellState() ? (long) batch * shape.hiddenSize() : 0);
        // Threads that keep nothing take blocks of rows as they come to them, so that a slower core holds nobody up.
        int blocks = Math.max(parts, Math.round((float) batch / READ_ROWS));
        AtomicInteger taken = new AtomicInteger();
        Parts.run(parts, part -> {
            if (training) {
                forward(pass(part), pass, RowRange.all(batch).part(part, parts));
                return;
            }
            for (int block = taken.getAndIncrement(); block < blocks; block = taken.getAndIncrement()) {
                forward(pass(part), pass, RowRange.all(batch).part(block, blocks));
            }
        });
        traced = training;
        Reference.reachabilityFence(List.of(x, y, parameters, start));
    }

    private SequencePass.Inputs inputs(Sequences x) {
        return new SequencePass.Inputs(
                CellShape.buffer("x", x.values(), x.batch(), shape.inputSize(), x.timeSteps()),
                x.batch(),
                x.timeSteps());
    }

    private SequencePass.Start start(State state, int batch) {
        return new SequencePass.Start(
                CellShape.optional("h0", state.hidden(), batch, shape.hiddenSize()),
                CellShape.optional("c0", state.cell(), batch, shape.hiddenSize()));
    }

    private SequencePass.Outputs outputs(Output y, Sequences x) {
        CellShape.requireAllOrLast(y.steps(), x.timeSteps());
        return new SequencePass.Outputs(
                CellShape.buffer("y", y.values(), x.batch(), shape.hiddenSize(), y.steps()),
                y.steps() != x.timeSteps());
    }

    private void forward(SequencePass pass, SequencePass.Forward whole, RowRange rows) {
        pass.forward(whole, rows);
        if (shape.cell().hasCellState()) {
            pass.finish(LstmPass.CELL, finalCells.buffer());
        }
    }

    @Override
    public void finalCellState(FloatPointer c) {
        requireOpen();
        if (!shape.cell().hasCellState() || parts == 0) {
            throw new IllegalStateException(
                    parts == 0 ? "no pass forward was run" : shape.cell() + " has no cell state");
        }
        CellShape.buffer("c", c, batch, shape.hiddenSize())
                .put(0, finalCells.buffer(), 0, Math.multiplyExact(batch, shape.hiddenSize()));
    }

    @Override
    public void backward(FloatPointer dy, CellParameters gradients, FloatPointer dx) {
        backward(dy, timeSteps, gradients, dx);
    }

    @Override
    public void backwardFromLastStep(FloatPointer dyLast, CellParameters gradients, FloatPointer dx) {
        backward(dyLast, 1, gradients, dx);
    }

    private void backward(FloatPointer dy, int dySteps, CellParameters gradients, FloatPointer dx) {
        requireOpen();
        if (!traced) {
            throw new IllegalStateException("a pass backward needs a training pass forward before it");
        }
        CellShape.Buffers g = shape.buffers(gradients);
        SequencePass.Backward pass = new SequencePass.Backward(
                CellShape.buffer("dy", dy, batch, shape.hiddenSize(), dySteps),
                dySteps != timeSteps,
                CellShape.optional("dx", dx, batch, shape.inputSize(), timeSteps));
        traced = false;
        Parts.run(parts, part -> pass(part).backward(pass));
        gather(g);
        Reference.reachabilityFence(List.of(dy, gradients));
        Reference.reachabilityFence(dx);
    }

    /** Sums the gradients in the order of the parts, whichever was done first. */
    private void gather(CellShape.Buffers gradients) {
        Arrays.fill(biasSum, 0);
        Arrays.fill(sum, 0);
        for (int part = 0; part < parts; part++) {
            pass(part).addBiasSums(biasSum);
            pass(part).gradient.buffer().get(0, partial);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += partial[i];
            }
        }
        weights.unpack(sum, gradients.inputWeights(), gradients.recurrentWeights());
        BiasBlocks.gradients(shape, biasSum, gradients);
    }

    /** Made by the thread that first runs it, so that its scratch is close to that thread. */
    private SequencePass pass(int part) {
        if (passes[part] == null) {
            passes[part] = switch (shape.cell()) {
                case LSTM -> new LstmPass(weights);
                case GRU_RESET_BEFORE -> new GruResetBeforePass(weights);
                case GRU_RESET_AFTER -> new GruResetAfterPass(weights);
            };
        }
        return passes[part];
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the kernel is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        for (SequencePass pass : passes) {
            if (pass != null) {
                pass.close();
            }
        }
        weights.close();
        finalCells.close();
    }
}
