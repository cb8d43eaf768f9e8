package gatewise.kernel;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Matrix products by OpenBLAS on column-major memory. All of them add to the result: OpenBLAS is slower when it must
 * overwrite (by a sixth for [64, 56] x [56, 112]) than a copy of what is to be added, such as the bias.
 */
final class Products {
    private Products() {}

    /**
     * Holds OpenBLAS to the calling threads. The setting is of the whole process and not restored; a second user of the
     * library may change it (ND4J does when it starts). Looks a symbol up in all loaded libraries, so it is no call for
     * every pass: a fifth of a training step went into it.
     */
    static void useCallingThreadOnly() {
        blas_set_num_threads(1);
    }

    /** c [m, n] += a [m, k] · b [k, n]; ld are the distances of columns. */
    static void add(int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, FloatPointer c, int ldc) {
        cblas_sgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, lda, b, ldb, 1, c, ldc);
    }

    /** c [m, n] += a [m, k] · bᵀ, with b [n, k]. */
    static void addRightTransposed(
            int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, FloatPointer c, int ldc) {
        cblas_sgemm(CblasColMajor, CblasNoTrans, CblasTrans, m, n, k, 1, a, lda, b, ldb, 1, c, ldc);
    }

    /** c [m, n] += aᵀ · b [k, n], with a [k, m]. */
    static void addLeftTransposed(
            int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, FloatPointer c, int ldc) {
        cblas_sgemm(CblasColMajor, CblasTrans, CblasNoTrans, m, n, k, 1, a, lda, b, ldb, 1, c, ldc);
    }
}
