package gatewise.kernel;

import gatewise.cell.CellType;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images a second through one layer alone, batches of 128 images of 28 x 28:
 *
 * <pre>
 * mvn -Pbench -DskipTests package
 * java -cp "backend-cpu/target/test-classes:backend-cpu/target/classes:$(cat backend-cpu/target/bench.classpath)" \
 *     org.openjdk.jmh.Main
 * </pre>
 *
 * <p>{@code KernelBenchmark.training -p cell=LSTM} at the end runs some of them. The bound beside it is {@link ProductBenchmark}. Other work
 * on the machine shows at once in these figures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KernelBenchmark {
    private static final int BATCH = 128;
    private static final int SIDE = 28;

    @Param
    private CellType cell;

    @Param({"28", "128"})
    private int hiddenSize;

    @Param({"1", "2"})
    private int threads;

    private RecurrentKernel kernel;
    private CellParameters parameters;
    private CellParameters gradients;
    private RecurrentKernel.Sequences x;
    private RecurrentKernel.Output y;
    private RecurrentKernel.Output dy;

    @Setup
    public void start() {
        kernel = RecurrentKernel.create(cell, SIDE, hiddenSize, threads);
        parameters = parameters();
        gradients = parameters();
        x = new RecurrentKernel.Sequences(values(BATCH * SIDE * SIDE), BATCH, SIDE);
        y = new RecurrentKernel.Output(values(BATCH * hiddenSize * SIDE), SIDE, hiddenSize);
        dy = new RecurrentKernel.Output(values(BATCH * hiddenSize), 1, hiddenSize);
    }

    @TearDown
    public void stop() {
        kernel.close();
    }

    /** Forward and backward, the last step classified, no gradient of the input. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void training() {
        kernel.forward(x, parameters, RecurrentKernel.State.ZERO, y, true);
        kernel.backward(dy, gradients, null);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void inference() {
        kernel.forward(x, parameters, RecurrentKernel.State.ZERO, y, false);
    }

    private CellParameters parameters() {
        int columns = cell.blocks() * hiddenSize;
        return new CellParameters(
                values(SIDE * columns), values(hiddenSize * columns), values(columns), values(columns));
    }

    /** Small and of both signs. */
    static FloatPointer values(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (i % 17 - 8) / 40f;
        }
        return new FloatPointer(values);
    }
}
