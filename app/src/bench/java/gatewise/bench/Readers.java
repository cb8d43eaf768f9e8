package gatewise.bench;

import gatewise.bench.Variant.Sample;
import gatewise.cell.CellType;
import gatewise.cell.ReaderParameters;
import gatewise.cell.SequenceReader;
import gatewise.cell.StepsFactory;
import gatewise.data.Dataset;
import gatewise.data.ImageSet;
import gatewise.data.RowSequences;
import gatewise.io.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Readers of one sequence, the fastest in this JVM and the one in plain Java, in turn; of layers with random weights, over images of MNIST
 * and over as many steps without zeros:
 *
 * <pre>
 * mvn -Pbench -DskipTests package
 * java --add-modules jdk.incubator.vector \
 *     -cp "app/target/test-classes:app/target/classes:$(cat app/target/bench.classpath)" gatewise.bench.Readers
 * </pre>
 */
public final class Readers {
    private static final int SIDE = 28;
    private static final int IMAGES = 1000;
    private static final int ROUNDS = 15;
    private static final int REPEATS = 5;

    private Readers() {}

    public static void main(String[] args) {
        Map<String, float[][][]> inputs =
                new TreeMap<>(Map.of("MNIST", images(Dataset.mnist().testImages()), "no zeros", dense()));
        StringBuilder table = new StringBuilder(Result.header());
        for (int hidden : new int[] {8, SIDE, 128}) {
            for (CellType cell : CellType.values()) {
                inputs.forEach((name, input) -> {
                    Contest contest = new Contest(
                            Text.format("%s-%d, %s", cell, hidden, name),
                            List.of(Metric.P50, Metric.P99),
                            REPEATS,
                            competitors(cell, hidden, input));
                    table.append(contest.run(ROUNDS, line -> {}).rows());
                });
            }
        }
        System.out.println(table);
    }

    private static List<Competitor> competitors(CellType cell, int hidden, float[][][] input) {
        Random random = new Random(1);
        int columns = cell.blocks() * hidden;
        float scale = (float) (1 / Math.sqrt(hidden));
        ReaderParameters parameters = new ReaderParameters(
                values(random, SIDE * columns, 0.5f),
                values(random, hidden * columns, scale),
                values(random, columns, 0.5f),
                values(random, columns, 0.5f));
        List<Competitor> competitors = new ArrayList<>();
        new TreeMap<>(Map.of("fastest", StepsFactory.fastest(cell, hidden), "plain Java", StepsFactory.PLAIN))
                .forEach((name, factory) -> {
                    SequenceReader reader = new SequenceReader(cell, SIDE, hidden, parameters, factory);
                    competitors.add(
                            new Competitor(name, List.of(new Work(name, () -> latency(reader, input)))));
                });
        return competitors;
    }

    private static Sample latency(SequenceReader reader, float[][][] input) {
        long[] nanos = new long[IMAGES];
        double checksum = 0;
        for (int i = -IMAGES; i < IMAGES; i++) {
            long began = System.nanoTime();
            float[] hidden = reader.readToEnd(input[Math.floorMod(i, IMAGES)], false);
            nanos[Math.max(0, i)] = System.nanoTime() - began;
            checksum += hidden[0];
        }
        Arrays.sort(nanos);
        return new Sample(
                Text.format("mean h(0) %.3f", checksum / (2 * IMAGES)),
                nanos[IMAGES / 2] / 1e3,
                nanos[IMAGES * 99 / 100] / 1e3);
    }

    private static float[][][] images(ImageSet images) {
        float[][][] sequences = new float[IMAGES][][];
        Arrays.setAll(sequences, i -> RowSequences.rows(images.image(i), SIDE, SIDE));
        return sequences;
    }

    private static float[][][] dense() {
        Random random = new Random(2);
        float[][][] sequences = new float[IMAGES][SIDE][];
        for (float[][] sequence : sequences) {
            Arrays.setAll(sequence, t -> values(random, SIDE, 1));
        }
        return sequences;
    }

    /** In -bound..bound. */
    private static float[] values(Random random, int length, float bound) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = bound * (2 * random.nextFloat() - 1);
        }
        return values;
    }
}
