package gatewise.data;

import static java.util.Objects.checkFromToIndex;
import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import gatewise.io.Text;
import java.util.Arrays;

/**
 * Labelled grey images of one size, or a range of them that shares its memory. Pixels are unsigned bytes, 0 for the
 * background, and labels count from 0.
 */
public final class ImageSet implements SequenceSet {
    private final byte[] pixels;
    private final byte[] labels;
    private final int rows;
    private final int columns;
    private final int from;
    private final int count;

    /**
     * @param pixels [labels.length * rows * columns], row-major, one image after the other; not copied
     * @param labels one unsigned byte an image; not copied
     * @throws IllegalArgumentException if the lengths do not fit together
     */
    public ImageSet(byte[] pixels, byte[] labels, int rows, int columns) {
        this.pixels = requireNonNull(pixels, "pixels is null");
        this.labels = requireNonNull(labels, "labels is null");
        this.rows = rows;
        this.columns = columns;
        from = 0;
        count = labels.length;
        if (rows < 1 || columns < 1 || pixels.length != (long) labels.length * rows * columns) {
            throw new IllegalArgumentException(Text.format(
                    "%d labels of %d x %d pixels do not fit %d pixels", labels.length, rows, columns, pixels.length));
        }
    }

    private ImageSet(ImageSet whole, int from, int count) {
        pixels = whole.pixels;
        labels = whole.labels;
        rows = whole.rows;
        columns = whole.columns;
        this.from = from;
        this.count = count;
    }

    /** The number of images. */
    @Override
    public int count() {
        return count;
    }

    /** The height of an image in pixels. */
    public int rows() {
        return rows;
    }

    /** The width of an image in pixels. */
    public int columns() {
        return columns;
    }

    /**
     * The label of an image, 0..255.
     *
     * @throws IndexOutOfBoundsException if there is no such image
     */
    @Override
    public int label(int image) {
        return labels[from + checkIndex(image, count)] & 0xff;
    }

    /** The highest label of all images, 0..255; -1 if there are no images. */
    public int highestLabel() {
        int highest = -1;
        for (int i = 0; i < count; i++) {
            highest = Math.max(highest, label(i));
        }
        return highest;
    }

    /**
     * The pixels that this set shares with every range of it, not copied: find an image with {@link #offset(int)} and
     * do not write to it.
     */
    public byte[] pixels() {
        return pixels;
    }

    /**
     * Where in {@link #pixels()} an image begins; it is {@code rows * columns} bytes long, row-major.
     *
     * @throws IndexOutOfBoundsException if there is no such image
     */
    public int offset(int image) {
        return (from + checkIndex(image, count)) * rows * columns;
    }

    /**
     * A copy of an image, [rows * columns], row-major.
     *
     * @throws IndexOutOfBoundsException if there is no such image
     */
    public byte[] image(int image) {
        int start = offset(image);
        return Arrays.copyOfRange(pixels, start, start + rows * columns);
    }

    /**
     * The images from {@code start} (inclusive) to {@code end} (exclusive) as a view on the same memory.
     *
     * @throws IndexOutOfBoundsException if the range does not lie within this set
     */
    @Override
    public ImageSet range(int start, int end) {
        checkFromToIndex(start, end, count);
        return new ImageSet(this, from + start, end - start);
    }

    @Override
    public int features() {
        return columns;
    }

    @Override
    public int length(int image) {
        return rows;
    }

    @Override
    public int longest() {
        return rows;
    }

    @Override
    public String name(int image) {
        return "image " + checkIndex(image, count);
    }

    @Override
    public boolean isLabelled() {
        return true;
    }

    @Override
    public int label(int image, int step) {
        return label(image);
    }

    @Override
    public float target(int image, int output) {
        throw new UnsupportedOperationException("of an image its class is to be said");
    }

    @Override
    public void write(int image, float[] to, int at, int stride) {
        RowSequences.write(this, image, to, at, stride);
    }

    @Override
    public float[][] values(int image) {
        return steps(image);
    }

    @Override
    public ImageSet select(int... chosen) {
        int size = rows * columns;
        byte[] itsPixels = new byte[Math.multiplyExact(chosen.length, size)];
        byte[] itsLabels = new byte[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(pixels, offset(chosen[i]), itsPixels, i * size, size);
            itsLabels[i] = (byte) label(chosen[i]);
        }
        return new ImageSet(itsPixels, itsLabels, rows, columns);
    }

    @Override
    public boolean isOfOneLength() {
        return true;
    }

    /**
     * Puts the images into another order, in the memory that this set shares with its ranges.
     *
     * @param order [count], for each place the image that comes there
     */
    void arrange(int[] order) {
        int size = rows * columns;
        boolean[] done = new boolean[count];
        byte[] first = new byte[size];
        for (int start = 0; start < count; start++) {
            if (done[start] || order[start] == start) {
                continue;
            }
            System.arraycopy(pixels, offset(start), first, 0, size);
            byte firstLabel = labels[from + start];
            int place = start;
            for (; order[place] != start; place = order[place]) {
                System.arraycopy(pixels, offset(order[place]), pixels, offset(place), size);
                labels[from + place] = labels[from + order[place]];
                done[place] = true;
            }
            System.arraycopy(first, 0, pixels, offset(place), size);
            labels[from + place] = firstLabel;
            done[place] = true;
        }
    }
}
