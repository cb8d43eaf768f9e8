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
