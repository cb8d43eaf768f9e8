package gatewise.data;

/**
 * The highest or lowest values of a sliding square, as mathematical morphology has them, in a time that does not depend
 * on the square's size (M. van Herk, A fast algorithm for local minimum and maximum filters on rectangular and octagonal
 * kernels, Pattern Recognition Letters 13, 1992; here with a queue of candidates).
 */
final class Extremes {
    private Extremes() {}

    /**
     * Fills in what is darker than its surroundings and narrower than the square (a closing).
     *
     * @param reach pixels from the square's middle to its sides
     * @param overhang by how many of them the middle may lie outside of the picture: the square then sees the picture's
     *     margin alone, and takes what is dark there and as wide as itself for a dark place
     */
    static GreyPlane closing(GreyPlane picture, int reach, int overhang) {
        GreyPlane highest = highest(highest(picture, reach, overhang).transposed(), reach, overhang);
        return shrunk(shrunk(highest.negative(), reach, overhang).transposed(), reach, overhang)
                .negative();
    }

    /**
     * Lowers the higher plane towards the lower one as far as dark places of the lower one reach out from where the two
     * are alike (L. Vincent, Morphological grayscale reconstruction in image analysis, IEEE Transactions on Image
     * Processing 2, 1993).
     *
     * @param higher nowhere below the lower one
     */
    static GreyPlane reconstruction(GreyPlane higher, GreyPlane lower) {
        float[] values = higher.values().clone();
        int columns = higher.columns();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 1; i < values.length; i++) {
                changed |= lower(values, i, i - 1, i % columns > 0, i - columns, lower.values()[i]);
            }
            for (int i = values.length - 2; i >= 0; i--) {
                changed |= lower(values, i, i + 1, i % columns < columns - 1, i + columns, lower.values()[i]);
            }
        }
        return new GreyPlane(values, higher.rows(), columns);
    }

    private static boolean lower(float[] values, int i, int beside, boolean isBeside, int above, float least) {
        float value = values[i];
        if (isBeside) {
            value = Math.min(value, values[beside]);
        }
        if (above >= 0 && above < values.length) {
            value = Math.min(value, values[above]);
        }
        value = Math.max(value, least);
        boolean lower = value < values[i];
        values[i] = value;
        return lower;
    }

    /** The highest value within reach of every pixel. */
    static GreyPlane highest(GreyPlane picture, int reach) {
        return highest(highest(picture, reach, 0).transposed(), reach, 0).transposed();
    }

    /** Along rows, which grow by the overhang at both ends. */
    private static GreyPlane highest(GreyPlane picture, int reach, int overhang) {
        return slide(picture, -overhang, picture.columns() + 2 * overhang, reach);
    }

    /** Along rows, which lose the overhang at both ends. */
    private static GreyPlane shrunk(GreyPlane picture, int reach, int overhang) {
        return slide(picture, overhang, picture.columns() - 2 * overhang, reach);
    }

    /** The highest within reach of the positions from the first one on, in each row. */
    private static GreyPlane slide(GreyPlane picture, int first, int count, int reach) {
        int columns = picture.columns();
        float[] values = picture.values();
        float[] highest = new float[picture.rows() * count];
        // Positions whose values fall from the head on: each is the highest from the one before it to the window's end.
        int[] candidates = new int[columns];
        for (int row = 0; row < picture.rows(); row++) {
            int start = row * columns;
            int head = 0;
            int tail = 0;
            int next = 0;
            for (int i = 0; i < count; i++) {
                int middle = first + i;
                for (; next <= Math.min(columns - 1, middle + reach); next++) {
                    while (tail > head && values[start + candidates[tail - 1]] <= values[start + next]) {
                        tail--;
                    }
                    candidates[tail++] = next;
                }
                while (candidates[head] < middle - reach) {
                    head++;
                }
                highest[row * count + i] = values[start + candidates[head]];
            }
        }
        return new GreyPlane(highest, picture.rows(), count);
    }
}
