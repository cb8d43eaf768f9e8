package gatewise.scoring;

import java.util.stream.IntStream;

/**
 * How a network does on labelled images.
 *
 * @param confusion images by [actual][predicted] class
 */
public record Evaluation(long[][] confusion) {

    /** Of other images, too. */
    Evaluation plus(Evaluation other) {
        long[][] sums = new long[confusion.length][confusion.length];
        for (int actual = 0; actual < sums.length; actual++) {
            for (int predicted = 0; predicted < sums.length; predicted++) {
                sums[actual][predicted] = confusion[actual][predicted] + other.confusion[actual][predicted];
            }
        }
        return new Evaluation(sums);
    }

    public long images() {
        long images = 0;
        for (int actual = 0; actual < confusion.length; actual++) {
            images += actual(actual);
        }
        return images;
    }

    public double accuracy() {
        long right = 0;
        for (int i = 0; i < confusion.length; i++) {
            right += confusion[i][i];
        }
        return (double) right / images();
    }

    /** Of the images predicted to be of a class, the share that is; NaN if there are none. */
    public double precision(int index) {
        long predicted = 0;
        for (long[] row : confusion) {
            predicted += row[index];
        }
        return (double) confusion[index][index] / predicted;
    }

    /** Of the images of a class, the share predicted to be; NaN if there are none. */
    public double recall(int index) {
        return (double) confusion[index][index] / actual(index);
    }

    /** The harmonic mean of precision and recall; NaN for a class that is neither there nor predicted. */
    public double f1(int index) {
        long predicted = 0;
        for (long[] row : confusion) {
            predicted += row[index];
        }
        return 2.0 * confusion[index][index] / (predicted + actual(index));
    }

    /** The mean F1 of the classes that are there or predicted. */
    public double macroF1() {
        return IntStream.range(0, confusion.length)
                .mapToDouble(this::f1)
                .filter(f1 -> !Double.isNaN(f1))
                .average()
                .orElse(Double.NaN);
    }

    /** Images of a class. */
    public long actual(int index) {
        long actual = 0;
        for (long count : confusion[index]) {
            actual += count;
        }
        return actual;
    }
}
