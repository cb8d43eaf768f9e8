package gatewise.kernel;

import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.FloatPointer;

/** The fast kernel: see {@link RecurrentKernel#create}. */
final class BatchKernel implements RecurrentKernel {
    /** A pass that keeps nothing reads so many rows at once through all steps, so that they stay in the nearest caches. */
    private static final int READ_ROWS = 128;

    private final CellShape shape;
    private final int threads;
    private final CellPasses passes;

    /** [batch, hiddenSize]. */
    private final Block finalHidden = new Block();

    /** [batch, hiddenSize] of a cell that has a cell state. */
    private final Block finalCells = new Block();

    private int batch;
    private int timeSteps;

    /** Parts of the last pass forward; 0 if there was none. */
    private int parts;

    private boolean traced;
    private boolean closed;

    BatchKernel(CellShape shape, int threads, PassFactory factory) {
        this.shape = shape;
        this.threads = threads;
        passes = new CellPasses(shape, threads, factory);
    }

    @Override
    public void forward(Sequences x, CellParameters parameters, State start, Output y, boolean training) {
        requireOpen();
        CellShape.Buffers p = shape.buffers(parameters);
        BatchPass.Forward pass = new BatchPass.Forward(
                inputs(x),
                passes.begin(p),
                start(start, x.batch()),
                shape.outputs("y", y, x.batch(), x.timeSteps()),
                training);
        traced = false;
        batch = x.batch();
        timeSteps = x.timeSteps();
        parts = CellPasses.parts(threads, batch);
        long states = (long) batch * shape.hiddenSize();
        finalHidden.reserve(states);
        finalCells.reserve(shape.cell().hasCellState() ? states : 0);
        // Threads that keep nothing take blocks of rows as they come to them, so that a slower core holds nobody up.
        int blocks = training ? parts : Math.max(parts, Math.round((float) batch / READ_ROWS));
        int[] bounds = PartRows.bounds(batch, x.lengths(), blocks);
        AtomicInteger taken = new AtomicInteger();
        Parts.run(parts, part -> {
            if (training) {
                forward(passes.of(part), pass, rows(x, bounds, part));
                return;
            }
            for (int block = taken.getAndIncrement(); block < blocks; block = taken.getAndIncrement()) {
                forward(passes.of(part), pass, rows(x, bounds, block));
            }
        });
        traced = training;
        Reference.reachabilityFence(List.of(x, y, parameters, start));
    }

    private static PartRows rows(Sequences x, int[] bounds, int part) {
        return new PartRows(x.batch(), bounds[part], bounds[part + 1], x.timeSteps(), x.lengths());
    }

    private BatchPass.Inputs inputs(Sequences x) {
        return new BatchPass.Inputs(
                CellShape.buffer("x", x.values(), x.batch(), shape.inputSize(), x.timeSteps()),
                x.batch(),
                x.timeSteps(),
                x.direction() == Direction.BACKWARD);
    }

    private BatchPass.Start start(State state, int batch) {
        return new BatchPass.Start(
                CellShape.optional("h0", state.hidden(), batch, shape.hiddenSize()),
                CellShape.optional("c0", state.cell(), batch, shape.hiddenSize()));
    }

    private void forward(PartPass pass, BatchPass.Forward whole, PartRows rows) {
        pass.forward(whole, rows);
        pass.finish(finalHidden.buffer(), finalCells.buffer());
    }

    @Override
    public void finalHiddenState(FloatPointer h) {
        requireOpen();
        requireForward();
        CellShape.buffer("h", h, batch, shape.hiddenSize())
                .put(0, finalHidden.buffer(), 0, Math.multiplyExact(batch, shape.hiddenSize()));
    }

    private void requireForward() {
        if (parts == 0) {
            throw new IllegalStateException("no pass forward was run");
        }
    }

    @Override
    public void finalCellState(FloatPointer c) {
        requireOpen();
        requireForward();
        if (!shape.cell().hasCellState()) {
            throw new IllegalStateException(shape.cell() + " has no cell state");
        }
        CellShape.buffer("c", c, batch, shape.hiddenSize())
                .put(0, finalCells.buffer(), 0, Math.multiplyExact(batch, shape.hiddenSize()));
    }

    @Override
    public void backward(Output dy, CellParameters gradients, FloatPointer dx) {
        requireOpen();
        if (!traced) {
            throw new IllegalStateException("a pass backward needs a training pass forward before it");
        }
        CellShape.Buffers g = shape.buffers(gradients);
        BatchPass.Backward pass = new BatchPass.Backward(
                shape.outputs("dy", dy, batch, timeSteps),
                CellShape.optional("dx", dx, batch, shape.inputSize(), timeSteps),
                timeSteps);
        traced = false;
        Parts.run(parts, part -> passes.of(part).backward(pass));
        passes.gather(parts, g);
        Reference.reachabilityFence(List.of(dy, gradients));
        Reference.reachabilityFence(dx);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the kernel is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        passes.close();
        finalHidden.close();
        finalCells.close();
    }
}
