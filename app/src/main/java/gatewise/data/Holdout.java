package gatewise.data;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which images of a training file are held out for validation: a twelfth, at most 5,000 (MNIST's 60,000: 5,000). Of other
 * sequences a fifth, as many at most, and of one file alone a fifth for the test before.
 *
 * @param seed draws them class by class, so that a file sorted by class has all of them on both sides, and the order of the
 *     others; null takes the first of the file, as the tutorial does, and leaves the order
 */
public record Holdout(Long seed) {
    /** As in the tutorial. */
    public static final Holdout FIRST = new Holdout(null);

    /** For any images but the tutorial's. The seed is not that of a run, so that all runs are judged by the same images. */
    static final Holdout BY_CLASS = new Holdout(1L);

    /** Of sequences that are no images, one in so many is held out. */
    private static final int FIFTH = 5;

    /** Fewer images cannot be split. */
    static final int LEAST = 12;

    private static final int MOST = 5_000;

    /** Whether images were drawn, so that training on them in a new order each epoch is the default. */
    public boolean isDrawn() {
        return seed != null;
    }

    /** The order of the sequences, those that are held out first. */
    record Order(int[] sequences, int held) {
        int[] heldOut() {
            return Arrays.copyOf(sequences, held);
        }

        int[] rest() {
            return Arrays.copyOfRange(sequences, held, sequences.length);
        }
    }

    Order of(ImageSet all) {
        int held = Math.min(MOST, all.count() / LEAST);
        return order(labels(all), held);
    }

    /**
     * Sequences for validation, at least one of each class that has two.
     *
     * @param labels [sequences], their classes; all 0 where there are none
     * @param share of all, 0..1; null for a fifth, but at most 5,000
     */
    Order validation(int[] labels, Double share) {
        return order(
                labels,
                share == null
                        ? Math.min(MOST, atLeastOneEach(labels, labels.length / FIFTH))
                        : atLeastOneEach(labels, (int) Math.round(share * labels.length)));
    }

    /** The same for the test, however many that are. */
    Order test(int[] labels) {
        return order(labels, atLeastOneEach(labels, labels.length / FIFTH));
    }

    private static int atLeastOneEach(int[] labels, int held) {
        long splittable = Arrays.stream(counts(labels)).filter(n -> n >= 2).count();
        return Math.max(held, (int) splittable);
    }

    private Order order(int[] labels, int held) {
        return seed == null
                ? new Order(IntStream.range(0, labels.length).toArray(), held)
                : drawn(labels, shares(counts(labels), held));
    }

    private Order drawn(int[] labels, int[] shares) {
        int[] drawn = RowSequences.permutation(labels.length, new Random(seed));
        int[] order = new int[drawn.length];
        int[] taken = new int[shares.length];
        int held = 0;
        int next = Arrays.stream(shares).sum();
        for (int sequence : drawn) {
            int label = labels[sequence];
            if (taken[label] < shares[label]) {
                taken[label]++;
                order[held++] = sequence;
            } else {
                order[next++] = sequence;
            }
        }
        return new Order(order, held);
    }

    private static int[] labels(ImageSet all) {
        return IntStream.range(0, all.count()).map(all::label).toArray();
    }

    private static int[] counts(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * Shares in proportion, by the method of Webster and Sainte-Laguë. Where there is enough for all, each class of two or more
     * has at least one; none gives its last.
     */
    private static int[] shares(int[] counts, int held) {
        int[] shares = new int[counts.length];
        boolean enough = held >= Arrays.stream(counts).filter(n -> n >= 2).count();
        for (int given = 0; given < held; given++) {
            int next = -1;
            double highest = 0;
            for (int label = 0; label < counts.length; label++) {
                double claim = shares[label] >= counts[label] - 1
                        ? 0
                        : enough && shares[label] == 0 ? Double.MAX_VALUE : counts[label] / (2.0 * shares[label] + 1);
                if (claim > highest) {
                    highest = claim;
                    next = label;
                }
            }
            if (next < 0) {
                break;
            }
            shares[next]++;
        }
        return shares;
    }
}
