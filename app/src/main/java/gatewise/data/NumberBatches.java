package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of sequences of any lengths. One batch lies in memory at a time, so that a large set is there but once. A random
 * order puts like lengths together: it is cut into pools of some batches, each pool is sorted by length, and the batches
 * change places.
 */
final class NumberBatches implements Batches {
    /** Batches of a pool, at most; more leave less padding, fewer mix better. */
    private static final int POOL = 16;

    /** Pools of a set, at least: with fewer, each batch would hold the same lengths in each epoch. */
    private static final int POOLS = 4;

    private final SequenceSet set;
    private final Form form;
    private final int batchSize;
    private final boolean equalLengths;
    private int[] order;
    private float[] values = new float[0];

    NumberBatches(SequenceSet set, Form form, int batchSize) {
        this.set = requireNonNull(set, "set is null");
        this.form = requireNonNull(form, "form is null");
        this.batchSize = batchSize;
        if (batchSize < 1 || set.count() < 1) {
            throw new IllegalArgumentException("no batch of " + batchSize + " in " + set.count() + " sequences");
        }
        equalLengths = set.isOfOneLength();
        order = IntStream.range(0, set.count()).toArray();
        sortByLength(0, order.length);
    }

    @Override
    public int count() {
        return (set.count() - 1) / batchSize + 1;
    }

    @Override
    public int sequences() {
        return set.count();
    }

    @Override
    public int[] order() {
        return order.clone();
    }

    @Override
    public Padding padding() {
        long padded = 0;
        for (int index = 0; index < count(); index++) {
            int longest = longest(index);
            for (int place = from(index); place < end(index); place++) {
                padded += longest - set.length(order[place]);
            }
        }
        return new Padding(set.steps(), padded);
    }

    @Override
    public void arrange(Random random, boolean shuffle, int shift) {
        if (shift != 0) {
            throw new IllegalArgumentException("images alone are shifted");
        }
        order = shuffle
                ? RowSequences.permutation(set.count(), random)
                : IntStream.range(0, set.count()).toArray();
        if (equalLengths) {
            return;
        }
        if (!shuffle) {
            sortByLength(0, order.length);
            return;
        }
        long pool = (long) batchSize * Math.max(1, Math.min(POOL, count() / POOLS));
        for (long from = 0; from < order.length; from += pool) {
            sortByLength((int) from, (int) Math.min(order.length, from + pool));
        }
        order = mixed(RowSequences.permutation(order.length / batchSize, random));
    }

    /** Full batches in another order; the incomplete one stays the last. */
    private int[] mixed(int[] batches) {
        int[] mixed = order.clone();
        for (int index = 0; index < batches.length; index++) {
            System.arraycopy(order, batches[index] * batchSize, mixed, index * batchSize, batchSize);
        }
        return mixed;
    }

    /** Keeps the order of equal lengths. */
    private void sortByLength(int from, int end) {
        if (equalLengths) {
            return;
        }
        long[] keys = new long[end - from];
        for (int i = 0; i < keys.length; i++) {
            // The longest first, as the kernels read a batch without moving its rows.
            keys[i] = (long) -set.length(order[from + i]) << 32 | i;
        }
        Arrays.sort(keys);
        int[] before = Arrays.copyOfRange(order, from, end);
        for (int i = 0; i < keys.length; i++) {
            order[from + i] = before[(int) keys[i]];
        }
    }

    @Override
    public DataSet batch(int index) {
        int from = from(index);
        int size = end(index) - from;
        int longest = longest(index);
        boolean padded = false;
        int length = Math.multiplyExact(Math.multiplyExact(size, set.features()), longest);
        reserve(length);
        for (int b = 0; b < size; b++) {
            set.write(order[from + b], values, b, size);
            padded |= set.length(order[from + b]) < longest;
        }
        if (padded) {
            clearPadding(from, size, longest);
        }
        INDArray features = array(length, size, set.features(), longest);
        INDArray mask = padded || form.task().atEveryStep() ? mask(from, size, longest) : null;
        if (!set.isLabelled()) {
            return new DataSet(features, null, mask, null);
        }
        INDArray labels = form.task().atEveryStep() ? tags(from, size, longest) : answers(from, size);
        return new DataSet(features, labels, padded ? mask : null, form.task().atEveryStep() ? mask : null);
    }

    private int from(int index) {
        return index * batchSize;
    }

    private int end(int index) {
        return (int) Math.min(set.count(), (index + 1L) * batchSize);
    }

    private int longest(int index) {
        int longest = 0;
        for (int place = from(index); place < end(index); place++) {
            longest = Math.max(longest, set.length(order[place]));
        }
        return longest;
    }

    /** Zeros, so that implementations that compute with what is masked compute with finite numbers. */
    private void clearPadding(int from, int size, int longest) {
        int stride = size * set.features();
        for (int b = 0; b < size; b++) {
            for (int t = set.length(order[from + b]); t < longest; t++) {
                for (int feature = 0; feature < set.features(); feature++) {
                    values[b + size * feature + stride * t] = 0;
                }
            }
        }
    }

    private INDArray mask(int from, int size, int longest) {
        int length = size * longest;
        reserve(length);
        Arrays.fill(values, 0, length, 0);
        for (int b = 0; b < size; b++) {
            for (int t = 0; t < set.length(order[from + b]); t++) {
                values[b + size * t] = 1;
            }
        }
        return array(length, size, longest);
    }

    private INDArray answers(int from, int size) {
        int outputs = form.outputs().size();
        reserve(size * outputs);
        Arrays.fill(values, 0, size * outputs, 0);
        for (int b = 0; b < size; b++) {
            if (form.task().saysClasses()) {
                values[b + size * set.label(order[from + b])] = 1;
            } else {
                for (int output = 0; output < outputs; output++) {
                    values[b + size * output] =
                            form.outputScaling().scaled(output, set.target(order[from + b], output));
                }
            }
        }
        return array(size * outputs, size, outputs);
    }

    private INDArray tags(int from, int size, int longest) {
        int outputs = form.outputs().size();
        int length = Math.multiplyExact(Math.multiplyExact(size, outputs), longest);
        reserve(length);
        Arrays.fill(values, 0, length, 0);
        for (int b = 0; b < size; b++) {
            for (int t = 0; t < set.length(order[from + b]); t++) {
                values[b + size * (set.label(order[from + b], t) + outputs * t)] = 1;
            }
        }
        return array(length, size, outputs, longest);
    }

    private void reserve(int length) {
        if (values.length < length) {
            values = new float[length];
        }
    }

    private INDArray array(int length, long... shape) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'f');
        array.data().asNioFloat().put(values, 0, length);
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        return array;
    }
}
