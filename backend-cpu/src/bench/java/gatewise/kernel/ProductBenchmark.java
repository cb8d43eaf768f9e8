package gatewise.kernel;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one core can do at most: a large product, 2 * 1024³ = 2.147 billion operations each; see {@link KernelBenchmark}
 * for how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProductBenchmark {
    private static final int SIZE = 1024;

    private final FloatPointer a = KernelBenchmark.values(SIZE * SIZE);
    private final FloatPointer b = KernelBenchmark.values(SIZE * SIZE);
    private final FloatPointer c = new FloatPointer((long) SIZE * SIZE);

    @Benchmark
    public void largeProduct() {
        Products.useCallingThreadOnly();
        c.zero();
        Products.add(SIZE, SIZE, SIZE, a, SIZE, b, SIZE, c, SIZE);
    }
}
