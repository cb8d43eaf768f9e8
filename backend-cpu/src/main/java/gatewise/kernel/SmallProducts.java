package gatewise.kernel;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/**
 * How a product is cut so that OpenBLAS computes it by its kernels for small matrices, where it has any. Those read the
 * matrices where they lie; the others copy them into another order first, anew in each call, which costs a tenth to a half
 * of the time for the sizes of recurrent layers.
 */
final class SmallProducts {
    /**
     * Multiply-adds of the largest product that those kernels take, by OpenBLAS' {@code
     * kernel/x86_64/sgemm_small_kernel_permit_skylakex.c}.
     */
    private static final long MOST = 1_000_000;

    /** What parts are multiples of, because kernels compute several columns at once. */
    private static final int COLUMNS = 8;

    private static final boolean PRESENT = present();

    private SmallProducts() {}

    /**
     * How much of one dimension a part of a product takes.
     *
     * @param length of the dimension that is cut
     * @param others the product of the two other dimensions
     * @return the length of a part, the whole where cutting gains nothing
     */
    static int part(int length, long others) {
        return PRESENT ? smallPart(length, others) : length;
    }

    /** The same where there are such kernels. */
    static int smallPart(int length, long others) {
        if (length * others <= MOST) {
            return length;
        }
        long parts = (length * others + MOST - 1) / MOST;
        long even = (length + parts - 1) / parts;
        long rounded = (even + COLUMNS - 1) / COLUMNS * COLUMNS;
        long part = rounded * others <= MOST ? rounded : rounded - COLUMNS;
        return part < COLUMNS ? length : (int) part;
    }

    /**
     * Whether there are such kernels: OpenBLAS does not say. They add up a long dimension in one go, the others in two or more,
     * so that a small product differs from the same columns of a larger one in its last bits. Unlike a measurement of
     * time, that has one answer on one machine.
     */
    private static boolean present() {
        int m = 16;
        int n = 64;
        int k = 900;
        Random random = new Random(1);
        try (FloatPointer a = normal(random, m * k);
                FloatPointer b = normal(random, k * 2 * n);
                FloatPointer small = new FloatPointer((long) m * n);
                FloatPointer large = new FloatPointer((long) m * 2 * n)) {
            cblas_sgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, m, b, k, 0, small, m);
            cblas_sgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, 2 * n, k, 1, a, m, b, k, 0, large, m);
            float[] bySmall = new float[m * n];
            float[] byLarge = new float[m * n];
            small.get(bySmall);
            large.get(byLarge);
            return !Arrays.equals(bySmall, byLarge);
        }
    }

    private static FloatPointer normal(Random random, int length) {
        FloatPointer values = new FloatPointer((long) length);
        for (int i = 0; i < length; i++) {
            values.put(i, (float) random.nextGaussian());
        }
        return values;
    }
}
