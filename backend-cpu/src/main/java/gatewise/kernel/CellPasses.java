package gatewise.kernel;

import java.util.Arrays;

/** The passes of one layer, one for each part of a batch, with the weights that they read and the sums of their gradients. */
final class CellPasses implements AutoCloseable {
    /** A part of fewer rows fills no vector of the products, and costs more in calls than a further thread brings. */
    private static final int MIN_ROWS = 8;

    private final CellShape shape;
    private final PackedWeights weights;
    private final PassFactory factory;
    private final PartPass[] passes;
    private final float[] sum;
    private final float[] biasSum;

    CellPasses(CellShape shape, int threads, PassFactory factory) {
        CellShape.requirePositive("threads", threads);
        // Here and not in the first pass: where the natives are missing, the kernel cannot be made.
        Products.useCallingThreadOnly();
        this.shape = shape;
        this.factory = factory;
        weights = new PackedWeights(shape);
        passes = new PartPass[threads];
        sum = new float[weights.length()];
        biasSum = new float[BiasBlocks.count(shape) * shape.hiddenSize()];
    }

    /** In how many parts so many threads take a training batch. */
    static int parts(int threads, int batch) {
        return Math.max(1, Math.min(threads, batch / MIN_ROWS));
    }

    CellShape shape() {
        return shape;
    }

    /** Takes the weights over for the passes to come; returns the bias for them. */
    float[] begin(CellShape.Buffers parameters) {
        weights.pack(parameters.inputWeights(), parameters.recurrentWeights());
        return BiasBlocks.of(shape, parameters);
    }

    /** Made by the thread that first runs it, so that its scratch is close to that thread. */
    PartPass of(int part) {
        if (passes[part] == null) {
            passes[part] = factory.create(weights);
        }
        return passes[part];
    }

    /** Sums the gradients in the order of the parts, whichever was done first. */
    void gather(int parts, CellShape.Buffers gradients) {
        Arrays.fill(biasSum, 0);
        Arrays.fill(sum, 0);
        for (int part = 0; part < parts; part++) {
            of(part).addBiasSums(biasSum);
            of(part).addGradient(sum);
        }
        weights.unpack(sum, gradients.inputWeights(), gradients.recurrentWeights());
        BiasBlocks.gradients(shape, biasSum, gradients);
    }

    @Override
    public void close() {
        for (PartPass pass : passes) {
            if (pass != null) {
                pass.close();
            }
        }
        weights.close();
    }
}
