package gatewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of sizes that are computed as a whole and in parts, against sums in double precision. */
@Timeout(60)
class ProductsTest {
    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "3, 5, 2",
        "64, 112, 56",
        "64, 400, 112",
        "63, 401, 113",
        "1, 2048, 600",
        "33, 512, 131",
        "700, 9, 1500"
    })
    void addsProducts(int m, int n, int k) {
        Matrix a = new Matrix(m, k);
        Matrix b = new Matrix(k, n);
        Matrix c = new Matrix(m, n);
        double[] expected = expected(c, k, (row, column, i) -> (double) a.get(row, i) * b.get(i, column));
        Products.add(m, n, k, a.pointer, a.distance, b.pointer, b.distance, c.pointer, c.distance);
        assertClose(expected, c, k);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "3, 5, 2",
        "64, 56, 112",
        "64, 100, 400",
        "63, 113, 401",
        "1, 600, 2048",
        "33, 131, 512",
        "700, 1500, 9"
    })
    void addsProductsWithTheRightOneTransposed(int m, int n, int k) {
        Matrix a = new Matrix(m, k);
        Matrix b = new Matrix(n, k);
        Matrix c = new Matrix(m, n);
        double[] expected = expected(c, k, (row, column, i) -> (double) a.get(row, i) * b.get(column, i));
        Products.addRightTransposed(m, n, k, a.pointer, a.distance, b.pointer, b.distance, c.pointer, c.distance);
        assertClose(expected, c, k);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "56, 112, 64", "112, 400, 64", "600, 2048, 3"})
    void addsProductsWithTheLeftOneTransposed(int m, int n, int k) {
        Matrix a = new Matrix(k, m);
        Matrix b = new Matrix(k, n);
        Matrix c = new Matrix(m, n);
        double[] expected = expected(c, k, (row, column, i) -> (double) a.get(i, row) * b.get(i, column));
        Products.addLeftTransposed(m, n, k, a.pointer, a.distance, b.pointer, b.distance, c.pointer, c.distance);
        assertClose(expected, c, k);
    }

    /** Worked out by hand: as few parts as there must be, in multiples of 8 columns, the whole where 8 are too many. */
    @ParameterizedTest
    @CsvSource({
        "112, 3584, 112",
        "400, 7168, 136",
        "512, 9984, 88",
        "2048, 34560, 24",
        "7, 1000000, 7",
        "1000000, 1, 1000000"
    })
    void partsAreSmallOrTheWhole(int length, long others, int part) {
        assertEquals(part, SmallProducts.smallPart(length, others));
    }

    private interface Factors {
        double product(int row, int column, int i);
    }

    private static double[] expected(Matrix c, int k, Factors factors) {
        double[] sums = new double[c.rows * c.columns];
        for (int column = 0; column < c.columns; column++) {
            for (int row = 0; row < c.rows; row++) {
                double sum = c.get(row, column);
                for (int i = 0; i < k; i++) {
                    sum += factors.product(row, column, i);
                }
                sums[column * c.rows + row] = sum;
            }
        }
        return sums;
    }

    private static void assertClose(double[] expected, Matrix c, int k) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], c.get(i % c.rows, i / c.rows), 2e-6 * (k + 4), "value " + i);
        }
        c.assertNothingWrittenBetweenColumns();
    }

    /** A column-major matrix whose columns lie further apart than they are long. */
    private final class Matrix {
        private static final int GAP = 3;
        private static final float UNTOUCHED = 123;

        private final int rows;
        private final int columns;
        private final int distance;
        private final FloatPointer pointer;

        Matrix(int rows, int columns) {
            this.rows = rows;
            this.columns = columns;
            this.distance = rows + GAP;
            this.pointer = new FloatPointer((long) distance * columns);
            for (int i = 0; i < distance * columns; i++) {
                pointer.put(i, i % distance < rows ? (float) random.nextGaussian() : UNTOUCHED);
            }
        }

        float get(int row, int column) {
            return pointer.get((long) column * distance + row);
        }

        void assertNothingWrittenBetweenColumns() {
            for (int i = 0; i < distance * columns; i++) {
                assertTrue(i % distance < rows || pointer.get(i) == UNTOUCHED, "value " + i + " was written");
            }
        }
    }
}
