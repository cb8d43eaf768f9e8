package gatewise.kernel;

import java.util.Arrays;

/**
 * One matrix of the packed weights in the products of a vector pass: some columns of a step's block are multiplied by it forward, and
 * backward both the gradient with respect to those and that with respect to itself are summed.
 */
final class VectorMatrix {
    /**
     * Sums of four columns take as long as those of fewer: so many columns more are summed where that fills them up, those that are not
     * present or that lie behind the last one.
     */
    static final int SPARE = 3;

    private final Place place;
    private final int[] list;

    /** [height and spare ones][columns, filled up to vectors]. */
    private final float[] gradient;

    private final int lanes;

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
        lanes = VectorArrays.roundUp(place.columns());
        gradient = new float[(place.height() + SPARE) * lanes];
        list = new int[place.height()];
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

    /** Begins a pass backward. */
    void begin() {
        Arrays.fill(gradient, 0);
    }

    /** Adds a step's block times its deltas, as they were turned, to the gradient with respect to this; so many rows count. */
    void addGradient(float[] block, VectorArrays arrays, int step, int rows) {
        int from = 0;
        while (from < place.height()) {
            if (!arrays.isPresent(step, place.in() + from)) {
                from++;
                continue;
            }
            int to = from + 1;
            for (int k = to; k < place.height() && k <= to + SPARE; k++) {
                to = arrays.isPresent(step, place.in() + k) ? k + 1 : to;
            }
            int columns = (to - from + SPARE) / (SPARE + 1) * (SPARE + 1);
            addGradient(block, arrays, from, columns, rows);
            from += columns;
        }
    }

    private void addGradient(float[] block, VectorArrays arrays, int from, int columns, int rows) {
        int stride = arrays.lanes();
        PartRows.Columns sums = new PartRows.Columns(gradient, from * lanes, lanes);
        VectorProducts.Strides strides = new VectorProducts.Strides(1, stride);
        VectorProducts.sum(
                arrays.deltaRows(place.out()),
                new VectorProducts.Factors(
                        block, (place.in() + from) * stride, strides, VectorProducts.Terms.dense(rows)),
                VectorProducts.Start.of(sums),
                sums,
                columns,
                lanes);
    }

    /** Adds the gradient in packed order. */
    void addGradient(float[] packed) {
        for (int column = 0; column < place.columns(); column++) {
            int target = place.offset() + column * place.height();
            for (int k = 0; k < place.height(); k++) {
                packed[target + k] += gradient[k * lanes + column];
            }
        }
    }
}
