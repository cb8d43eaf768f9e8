package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images as sequences for DL4J, in batches: an image of R x C pixels is R steps of C numbers in 0..1, top row first.
 *
 * <p>All batches lie in memory ready to use, and each pixel is converted once for all epochs in file order; another
 * order fills the same memory anew.
 */
public final class RowSequences implements Batches {
    private static final float[] INTENSITY = new float[256];

    static {
        for (int value = 0; value < INTENSITY.length; value++) {
            INTENSITY[value] = value / 255f;
        }
    }

    private final ImageSet images;
    private final int classes;
    private final int batchSize;
    private final int used;
    private final List<DataSet> batches = new ArrayList<>();
    private int[] order;
    /** By place: how many rows down and columns right an image is moved, [2 * images]; null for none. */
    private int[] moves;

    /**
     * @param dropIncomplete whether images that do not fill the last batch are left out
     * @throws IllegalArgumentException if there is no batch
     */
    public RowSequences(ImageSet images, int classes, int batchSize, boolean dropIncomplete) {
        this.images = requireNonNull(images, "images is null");
        this.classes = classes;
        this.batchSize = batchSize;
        this.used = dropIncomplete ? images.count() / batchSize * batchSize : images.count();
        if (batchSize < 1 || used < 1) {
            throw new IllegalArgumentException("no batch of " + batchSize + " in " + images.count() + " images");
        }
        for (int from = 0; from < used; from += batchSize) {
            int size = Math.min(batchSize, used - from);
            INDArray features =
                    Nd4j.createUninitialized(DataType.FLOAT, new long[] {size, images.columns(), images.rows()}, 'f');
            INDArray labels = Nd4j.createUninitialized(DataType.FLOAT, new long[] {size, classes}, 'f');
            batches.add(new DataSet(features, labels));
        }
        fill(inOrder(), null);
    }

    /** Batches with features [batchSize, columns, rows], column-major, and one-hot labels [batchSize, classes]. */
    public List<DataSet> batches() {
        return batches;
    }

    @Override
    public int count() {
        return batches.size();
    }

    @Override
    public DataSet batch(int index) {
        return batches.get(index);
    }

    /** The number of images in all batches. */
    @Override
    public int sequences() {
        return used;
    }

    @Override
    public Padding padding() {
        return new Padding((long) used * images.rows(), 0);
    }

    @Override
    public int[] order() {
        return Arrays.copyOf(order, used);
    }

    /** The label of each image, in the order of the batches. */
    public int[] labels() {
        return Arrays.stream(order, 0, used).map(images::label).toArray();
    }

    /** Puts the images into another order; the same random source gives the same order. */
    public void shuffle(Random random) {
        arrange(random, true, 0);
    }

    /**
     * Arranges the images anew; the same random source gives the same arrangement.
     *
     * @param shuffle whether their order is random, or that of the set
     * @param shift each image is moved by -shift to shift pixels, all equally likely, along its rows and along its
     *     columns; what comes in at the other side is background
     */
    @Override
    public void arrange(Random random, boolean shuffle, int shift) {
        int[] newOrder = shuffle ? permutation(images.count(), random) : inOrder();
        fill(
                newOrder,
                shift == 0 ? null : random.ints(2L * used, -shift, shift + 1).toArray());
    }

    private int[] inOrder() {
        return IntStream.range(0, images.count()).toArray();
    }

    /** The numbers 0 to count - 1 in a random order. */
    public static int[] permutation(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Some images as sequences [chosen.length, columns, rows], column-major. */
    public static INDArray features(ImageSet images, int... chosen) {
        INDArray features = Nd4j.createUninitialized(
                DataType.FLOAT, new long[] {chosen.length, images.columns(), images.rows()}, 'f');
        float[] values = new float[(int) features.length()];
        for (int b = 0; b < chosen.length; b++) {
            write(images, chosen[b], values, b, chosen.length);
        }
        write(features, values);
        return features;
    }

    /** One image of a picture as a sequence [1, columns, rows]. */
    public static INDArray features(byte[] pixels, int rows, int columns) {
        return features(new ImageSet(pixels, new byte[1], rows, columns), 0);
    }

    /** One image of a picture as steps [rows][columns]. */
    public static float[][] rows(byte[] pixels, int rows, int columns) {
        float[][] steps = new float[rows][columns];
        rows(pixels, steps);
        return steps;
    }

    /** The same, to steps that are there. */
    public static void rows(byte[] pixels, float[][] steps) {
        int from = 0;
        for (float[] step : steps) {
            for (int column = 0; column < step.length; column++) {
                step[column] = INTENSITY[pixels[from + column] & 0xff];
            }
            from += step.length;
        }
    }

    private void fill(int[] newOrder, int[] newMoves) {
        order = newOrder;
        moves = newMoves;
        float[] features = new float[batchSize * images.rows() * images.columns()];
        float[] labels = new float[batchSize * classes];
        for (int index = 0; index < batches.size(); index++) {
            DataSet batch = batches.get(index);
            int size = (int) batch.getLabels().size(0);
            int from = index * batchSize;
            Arrays.fill(labels, 0);
            for (int b = 0; b < size; b++) {
                place(from + b, features, b, size);
                labels[b + size * images.label(order[from + b])] = 1;
            }
            write(batch.getFeatures(), features);
            write(batch.getLabels(), labels);
        }
    }

    private void place(int place, float[] values, int b, int size) {
        if (moves == null) {
            write(images, order[place], values, b, size);
        } else {
            moved(order[place], moves[2 * place], moves[2 * place + 1], values, b, size);
        }
    }

    /** Writes an image to values[b + size * (column + columns * row)]. */
    static void write(ImageSet images, int image, float[] values, int b, int size) {
        byte[] pixels = images.pixels();
        int from = images.offset(image);
        int end = from + images.rows() * images.columns();
        for (int to = b; from < end; from++, to += size) {
            values[to] = INTENSITY[pixels[from] & 0xff];
        }
    }

    /** The same, so many rows further down and columns further to the right. */
    private void moved(int image, int down, int right, float[] values, int b, int size) {
        byte[] pixels = images.pixels();
        int offset = images.offset(image);
        int rows = images.rows();
        int columns = images.columns();
        int to = b;
        for (int row = -down; row < rows - down; row++) {
            for (int column = -right; column < columns - right; column++, to += size) {
                boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
                values[to] = inside ? INTENSITY[pixels[offset + row * columns + column] & 0xff] : 0;
            }
        }
    }

    private static void write(INDArray array, float[] values) {
        array.data().asNioFloat().put(values, 0, (int) array.length());
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }
}
