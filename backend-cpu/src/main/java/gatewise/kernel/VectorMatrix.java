package gatewise.kernel;

import java.util.Arrays;

/**
 * One matrix of the packed weights in the products of a vector pass: some columns of a step's block are multiplied by it forward, and
 * backward both the gradient with respect to those and that with respect to itself are summed.
 */
final class VectorMatrix {
    private final Place place;
    private final int[] list;

    /** [columns][height, filled up to vectors]: rows in the order of {@link #order}. */
    private final float[] gradient;

    private final int lanes;
    private final int[] order;

    /** Where the columns of a step's block begin that the rows multiply, in this order, too. */
    private final int[] starts;

    private float[] transposed = new float[0];

    /**
     * Where it stands.
     *
     * @param offset in the packed weights; column-major
     * @param height its rows
     * @param columns its columns
     * @param in the column of a step's block that its first row multiplies
     * @param out the column of the pre-activations that its first column gives
     */
    record Place(int offset, int height, int columns, int in, int out) {}

    VectorMatrix(Place place) {
        this.place = place;
        lanes = VectorArrays.roundUp(place.height());
        gradient = new float[lanes * place.columns()];
        list = new int[place.height()];
        order = new int[place.height()];
        starts = new int[lanes];
    }

    /** Pre-activations from their start and a step's block times this, without the columns of x that are not present. */
    void forward(
            float[] packed, float[] block, VectorProducts.Start start, float[] pre, VectorArrays arrays, int step) {
        int dense = 0;
        while (dense < place.height() && arrays.isPresent(step, place.in() + dense)) {
            dense++;
        }
        int count = 0;
        for (int k = dense; k < place.height(); k++) {
            if (arrays.isPresent(step, place.in() + k)) {
                list[count++] = k;
            }
        }
        VectorProducts.sum(
                arrays.columns(block, place.in()),
                new VectorProducts.Factors(
                        packed,
                        place.offset(),
                        new VectorProducts.Strides(1, place.height()),
                        new VectorProducts.Terms(dense, list, count)),
                start,
                arrays.columns(pre, place.out()),
                place.columns(),
                arrays.width());
    }

    /** The deltas times the rows from one on, in the gradient with respect to a step's block. */
    void back(float[] packed, float[] delta, float[] upstream, VectorArrays arrays, int from, int to) {
        back(
                packed,
                delta,
                VectorProducts.Start.zeros(),
                arrays.columns(upstream, place.in() + from),
                arrays,
                from,
                to);
    }

    /** The same, added. */
    void addBack(float[] packed, float[] delta, float[] upstream, VectorArrays arrays, int from, int to) {
        PartRows.Columns out = arrays.columns(upstream, place.in() + from);
        back(packed, delta, VectorProducts.Start.of(out), out, arrays, from, to);
    }

    private void back(
            float[] packed,
            float[] delta,
            VectorProducts.Start start,
            PartRows.Columns out,
            VectorArrays arrays,
            int from,
            int to) {
        VectorProducts.Strides strides = new VectorProducts.Strides(place.height(), 1);
        VectorProducts.sum(
                arrays.columns(delta, place.out()),
                new VectorProducts.Factors(
                        packed, place.offset() + from, strides, VectorProducts.Terms.dense(place.columns())),
                start,
                out,
                to - from,
                arrays.width());
    }

    /** Begins a pass backward, given the columns of x with those first that are present most often. */
    void begin(int[] xOrder, VectorArrays arrays) {
        Arrays.fill(gradient, 0);
        int count = 0;
        for (int k = 0; k < place.height(); k++) {
            if (!arrays.isInput(place.in() + k)) {
                order[count++] = k;
            }
        }
        for (int i = 0; count < place.height(); i++) {
            order[count++] = xOrder[i] + arrays.inputColumn() - place.in();
        }
        for (int k = 0; k < lanes; k++) {
            // What is read for the lanes that fill up the last vector does not count.
            starts[k] = (place.in() + order[Math.min(k, place.height() - 1)]) * arrays.lanes();
        }
        int length = arrays.lanes() * lanes;
        if (transposed.length < length) {
            transposed = new float[length];
        }
    }

    /** Adds a step's block, transposed, times its deltas to the gradient with respect to this; so many rows count. */
    void addGradient(float[] block, float[] delta, VectorArrays arrays, int step, int count) {
        int stride = arrays.lanes();
        int present = place.height();
        while (present > 0 && !arrays.isPresent(step, place.in() + order[present - 1])) {
            present--;
        }
        int width = VectorArrays.roundUp(present);
        VectorTransposition.transpose(block, starts, width, count, transposed);
        PartRows.Columns sums = new PartRows.Columns(gradient, 0, lanes);
        VectorProducts.Strides strides = new VectorProducts.Strides(1, stride);
        VectorProducts.sum(
                new PartRows.Columns(transposed, 0, width),
                new VectorProducts.Factors(delta, place.out() * stride, strides, VectorProducts.Terms.dense(count)),
                VectorProducts.Start.of(sums),
                sums,
                place.columns(),
                width);
    }

    /** Adds the gradient in packed order. */
    void addGradient(float[] packed) {
        for (int column = 0; column < place.columns(); column++) {
            int target = place.offset() + column * place.height();
            for (int k = 0; k < place.height(); k++) {
                packed[target + order[k]] += gradient[column * lanes + k];
            }
        }
    }
}
