package gatewise.kernel;

import gatewise.cell.CellType;
import java.lang.ref.Reference;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The training pass of a whole network in single precision: recurrent layers one upon the other, and a head that reads the last step of
 * each sequence. Each thread takes its rows of a batch through all layers forward and back, so that threads meet once a step.
 *
 * <p>Memory of the parameters and their gradients is given once and must stay allocated until {@link #close()}. The same inputs, shapes
 * and threads give the same bits. One thread at a time may call.
 */
public final class NetworkKernel implements AutoCloseable {
    private final int threads;
    private final List<Stage> stages;
    private final Top top;

    /**
     * A recurrent layer.
     *
     * @param kind what computes it
     * @param cell what kind of cell
     * @param inputSize numbers a step, at least 1
     * @param hiddenSize units, at least 1
     */
    public record Layer(KernelKind kind, CellType cell, int inputSize, int hiddenSize) {}

    /**
     * Memory of all parameters, or of the gradients with respect to them.
     *
     * @param layers of each layer, the lowest first
     * @param head of the head
     */
    public record Parameters(List<CellParameters> layers, LinearHead.Parameters head) {}

    /**
     * Loads the natives of OpenBLAS, which from then on is held to the calling threads in this process.
     *
     * @param layers the lowest first
     * @param head makes heads that are all alike, one for each thread
     * @param threads at most so many work on a batch, the caller's among them; 1 or more
     * @param parameters read at each pass
     * @param gradients overwritten at each pass
     * @throws IllegalArgumentException if a number is below 1, sizes do not fit each other, or memory is too short
     */
    public NetworkKernel(
            List<Layer> layers, Supplier<LinearHead> head, int threads, Parameters parameters, Parameters gradients) {
        CellShape.requirePositive("threads", threads);
        this.threads = threads;
        stages = IntStream.range(0, layers.size())
                .mapToObj(i -> new Stage(
                        layers.get(i),
                        threads,
                        parameters.layers().get(i),
                        gradients.layers().get(i)))
                .toList();
        for (int i = 1; i < stages.size(); i++) {
            requireSize(stages.get(i).shape().inputSize(), stages.get(i - 1));
        }
        top = new Top(head, threads, parameters.head(), gradients.head());
        requireSize(top.inputSize(), stages.get(stages.size() - 1));
    }

    private static void requireSize(int inputSize, Stage below) {
        if (inputSize != below.shape().hiddenSize()) {
            throw new IllegalArgumentException("inputSize is " + inputSize + ", expected "
                    + below.shape().hiddenSize() + " as the layer below has units");
        }
    }

    /** A layer with the memory between it and what reads it. */
    private static final class Stage implements AutoCloseable {
        private final CellPasses passes;
        private final CellShape.Buffers parameters;
        private final CellShape.Buffers gradients;

        /** [batch, hiddenSize, timeSteps], or [batch, hiddenSize] of the uppermost. */
        private final Block values = new Block();

        /** The gradient with respect to values. */
        private final Block upstream = new Block();

        Stage(Layer layer, int threads, CellParameters parameters, CellParameters gradients) {
            CellShape shape = new CellShape(layer.cell, layer.inputSize, layer.hiddenSize);
            passes = new CellPasses(shape, threads, layer.kind.passes());
            this.parameters = shape.buffers(parameters);
            this.gradients = shape.buffers(gradients);
        }

        CellShape shape() {
            return passes.shape();
        }

        private void reserve(int batch, int steps) {
            long length = (long) batch * shape().hiddenSize() * steps;
            values.reserve(length);
            upstream.reserve(length);
        }

        private BatchPass.Outputs outputs(Block block, boolean lastStepOnly) {
            return new BatchPass.Outputs(block.buffer(), shape().hiddenSize(), lastStepOnly);
        }

        @Override
        public void close() {
            passes.close();
            values.close();
            upstream.close();
        }
    }

    /** The head, one for each part; gradients of the whole batch are summed at once, so that parts do not show in their bits. */
    private static final class Top implements AutoCloseable {
        private final List<LinearHead> heads;
        private final LinearHead.Parameters parameters;
        private final LinearHead.Parameters gradients;
        private final double[] losses;

        /** [batch, outputs], the gradient with respect to what the linear layer gave. */
        private final Block deltas = new Block();

        Top(Supplier<LinearHead> head, int threads, LinearHead.Parameters parameters, LinearHead.Parameters gradients) {
            heads = IntStream.range(0, threads).mapToObj(i -> head.get()).toList();
            this.parameters = parameters;
            this.gradients = gradients;
            losses = new double[threads];
        }

        int inputSize() {
            return heads.get(0).inputSize();
        }

        void reserve(int batch) {
            deltas.reserve((long) batch * heads.get(0).outputs);
        }

        void run(int part, int from, LinearHead.Batch rows, FloatPointer upstream) {
            LinearHead head = heads.get(part);
            losses[part] = head.lossAndInputGradient(rows, parameters, upstream);
            for (int k = 0; k < head.outputs; k++) {
                deltas.buffer().put(from + k * rows.stride(), head.scores, k * rows.size(), rows.size());
            }
        }

        /** Sums gradients, and losses in the order of the parts; returns the loss. */
        double gather(int parts, FloatPointer x, int batch) {
            heads.get(0).sumGradients(x, batch, deltas, batch, gradients);
            double loss = 0;
            for (int part = 0; part < parts; part++) {
                loss += losses[part];
            }
            return loss;
        }

        @Override
        public void close() {
            deltas.close();
        }
    }

    /**
     * The loss of a batch as the head sums it, and all gradients.
     *
     * @param x read forward
     * @param labels [batch, outputs], column-major
     * @return the sum of the loss over the batch
     */
    public double lossAndGradients(RecurrentKernel.Sequences x, FloatPointer labels) {
        int batch = x.batch();
        int steps = x.timeSteps();
        int parts = CellPasses.parts(threads, batch);
        int[] bounds = PartRows.bounds(batch, x.lengths(), parts);
        BatchPass.Forward[] forward = new BatchPass.Forward[stages.size()];
        BatchPass.Backward[] backward = new BatchPass.Backward[stages.size()];
        BatchPass.Inputs inputs = new BatchPass.Inputs(
                CellShape.buffer("x", x.values(), batch, stages.get(0).shape().inputSize(), steps),
                batch,
                steps,
                x.direction() == RecurrentKernel.Direction.BACKWARD);
        top.reserve(batch);
        Block below = null;
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            boolean last = i == stages.size() - 1;
            stage.reserve(batch, last ? 1 : steps);
            forward[i] = new BatchPass.Forward(
                    inputs,
                    stage.passes.begin(stage.parameters),
                    new BatchPass.Start(null, null),
                    stage.outputs(stage.values, last),
                    true);
            backward[i] = new BatchPass.Backward(
                    stage.outputs(stage.upstream, last), below == null ? null : below.buffer(), steps);
            inputs = new BatchPass.Inputs(stage.values.buffer(), batch, steps, inputs.backward());
            below = stage.upstream;
        }
        Parts.run(parts, part -> {
            int from = bounds[part];
            PartRows rows = new PartRows(batch, from, bounds[part + 1], steps, x.lengths());
            for (int i = 0; i < forward.length; i++) {
                stages.get(i).passes.of(part).forward(forward[i], rows);
            }
            Stage last = stages.get(forward.length - 1);
            FloatPointer own = new FloatPointer(labels).position(labels.position() + from);
            top.run(
                    part,
                    from,
                    new LinearHead.Batch(last.values.at(from), bounds[part + 1] - from, own, batch),
                    last.upstream.at(from));
            for (int i = backward.length - 1; i >= 0; i--) {
                stages.get(i).passes.of(part).backward(backward[i]);
            }
        });
        for (Stage stage : stages) {
            stage.passes.gather(parts, stage.gradients);
        }
        Reference.reachabilityFence(List.of(x, labels));
        return top.gather(parts, stages.get(stages.size() - 1).values.start(), batch);
    }

    @Override
    public void close() {
        stages.forEach(Stage::close);
        top.close();
    }
}
