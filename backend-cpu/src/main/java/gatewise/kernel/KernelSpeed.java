package gatewise.kernel;

import gatewise.cell.CellType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/**
 * How fast the vector kernels are in this JVM beside those by OpenBLAS: training passes of an LSTM of 28 units over images of 28 x 28 with
 * a blank margin by one thread, in turn. Its time on a processor counts, and the quickest pass of each, so that other work on the machine
 * does not.
 */
public final class KernelSpeed {
    private static final int SIZE = 28;
    private static final int BATCH = 64;
    private static final int MARGIN = 4;

    /** So much faster they must be: less is not worth other last digits. */
    private static final double WORTH = 1.05;

    /** Rounds in which the vector kernels are ahead, one after the other; by then the JIT compiler has come to both. */
    private static final int AHEAD = 20;

    /** The JIT compiler needs most of a second for the vector kernels. */
    private static final long LONGEST_NANOS = 3_000_000_000L;

    private static double ratio;

    private KernelSpeed() {}

    /** {@return whether training is faster by them; measures once for the life of the JVM} */
    public static boolean vectorIsFaster() {
        return ratio() >= WORTH;
    }

    private static synchronized double ratio() {
        if (ratio == 0 && KernelKind.VECTOR.obstacle().isEmpty()) {
            ratio = measure();
        }
        return ratio;
    }

    /** {@return what was found, in a few words; measures likewise} */
    public static String finding() {
        Optional<String> obstacle = KernelKind.VECTOR.obstacle();
        if (obstacle.isPresent()) {
            return "by OpenBLAS: " + obstacle.get();
        }
        boolean faster = vectorIsFaster();
        String times = String.format(Locale.ROOT, "%.2f times as fast", ratio());
        return (faster ? "by the Vector API, " + times + " as by OpenBLAS" : "by OpenBLAS; by the Vector API " + times)
                + "; single sequences by the Vector API";
    }

    private static double measure() {
        try (Race openblas = new Race(KernelKind.OPENBLAS);
                Race vector = new Race(KernelKind.VECTOR)) {
            long began = nanos();
            int ahead = 0;
            while (ahead < AHEAD && nanos() - began < LONGEST_NANOS) {
                ahead = openblas.run() > WORTH * vector.run() ? ahead + 1 : 0;
            }
            return (double) openblas.best / vector.best;
        }
    }

    /** Of this thread on a processor. */
    private static long nanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** One kind's kernel with all that it reads and writes. */
    private static final class Race implements AutoCloseable {
        private final RecurrentKernel kernel;
        private final CellParameters parameters = parameters();
        private final CellParameters gradients = parameters();
        private final FloatPointer x = images();
        private final FloatPointer y = values(BATCH * SIZE);
        private final FloatPointer dy = values(BATCH * SIZE);
        private long best = Long.MAX_VALUE;

        Race(KernelKind kind) {
            kernel = RecurrentKernel.create(kind, CellType.LSTM, SIZE, SIZE, 1);
        }

        private static CellParameters parameters() {
            int columns = CellType.LSTM.blocks() * SIZE;
            return new CellParameters(values(SIZE * columns), values(SIZE * columns), values(columns), null);
        }

        private static FloatPointer values(int length) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (i % 17 - 8) / 40f;
            }
            return new FloatPointer(values);
        }

        private static FloatPointer images() {
            FloatPointer x = values(BATCH * SIZE * SIZE);
            for (int i = 0; i < BATCH * SIZE * SIZE; i++) {
                int column = i / BATCH % SIZE;
                int row = i / BATCH / SIZE;
                if (Math.min(row, column) < MARGIN || Math.max(row, column) >= SIZE - MARGIN) {
                    x.put(i, 0);
                }
            }
            return x;
        }

        /** Nanoseconds of one pass forward and backward. */
        long run() {
            long began = nanos();
            kernel.forward(
                    new RecurrentKernel.Sequences(x, BATCH, SIZE),
                    parameters,
                    RecurrentKernel.State.ZERO,
                    new RecurrentKernel.Output(y, 1, SIZE),
                    true);
            kernel.backward(new RecurrentKernel.Output(dy, 1, SIZE), gradients, null);
            long nanos = nanos() - began;
            best = Math.min(best, nanos);
            return nanos;
        }

        @Override
        public void close() {
            kernel.close();
        }
    }
}
