package gatewise.data;

import static java.util.Objects.checkFromToIndex;
import static java.util.Objects.checkIndex;

import gatewise.io.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * Sequences of a {@link GeneratedTask}, each computed whenever it is wanted: 100,000 to train on, 1,000 for validation, 2,000 to
 * be judged by. A run of several thousand batches of 128 sees a sequence less than ten times.
 */
final class GeneratedSequences implements SequenceSet {
    private static final long SEED = 1;
    private static final int TRAIN = 100_000;
    private static final int VALIDATION = 1_000;
    private static final int TEST = 2_000;
    /** Training sequences that the checksum covers; all follow from the same rule. */
    private static final int CHECKED = 1_000;

    private final GeneratedTask.Instance of;
    /** The number of the split's first sequence, from which names count. */
    private final int begin;

    /** Of each sequence, of what it is computed. */
    private final int[] numbers;

    private GeneratedSequences(GeneratedTask.Instance of, int begin, int[] numbers) {
        this.of = of;
        this.begin = begin;
        this.numbers = numbers;
    }

    private static GeneratedSequences split(GeneratedTask.Instance of, int from, int count) {
        return new GeneratedSequences(
                of, from, IntStream.range(from, from + count).toArray());
    }

    /** The data set of a task. */
    static Dataset dataset(GeneratedTask.Instance of, Holdout given) {
        GeneratedSequences train = split(of, 0, TRAIN);
        GeneratedSequences validation = split(of, TRAIN, VALIDATION);
        GeneratedSequences test = split(of, TRAIN + VALIDATION, TEST);
        return new Dataset(
                of.text(),
                new Dataset.Splits(train, validation, test, DataOrigin.COMPUTED),
                of.task().form(),
                sha256(of, train.range(0, CHECKED), validation, test),
                given == null ? Holdout.BY_CLASS : given);
    }

    private static String sha256(GeneratedTask.Instance of, GeneratedSequences... parts) {
        MessageDigest digest = Digests.of("SHA-256");
        String definition = of.text() + " " + SEED + " " + TRAIN + " " + VALIDATION + " " + TEST;
        digest.update(definition.getBytes(StandardCharsets.UTF_8));
        int length = of.task().length(of.steps());
        float[] values = new float[length * of.task().features()];
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * (values.length + length));
        for (GeneratedSequences part : parts) {
            for (int i = 0; i < part.count(); i++) {
                part.write(i, values, 0, 1);
                bytes.clear();
                bytes.asFloatBuffer().put(values);
                bytes.position(Float.BYTES * values.length);
                part.putAnswers(i, bytes);
                digest.update(bytes.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void putAnswers(int sequence, ByteBuffer bytes) {
        switch (of.task().form().task()) {
            case TAG -> {
                for (int step = 0; step < longest(); step++) {
                    bytes.putFloat(label(sequence, step));
                }
            }
            case CLASSIFY -> bytes.putFloat(label(sequence));
            default -> bytes.putFloat(target(sequence, 0));
        }
    }

    private long key(int sequence) {
        return GeneratedTask.key(SEED, numbers[sequence]);
    }

    @Override
    public int count() {
        return numbers.length;
    }

    @Override
    public int features() {
        return of.task().features();
    }

    @Override
    public int length(int sequence) {
        checkIndex(sequence, count());
        return longest();
    }

    @Override
    public int longest() {
        return of.task().length(of.steps());
    }

    @Override
    public String name(int sequence) {
        return Integer.toString(numbers[sequence] - begin);
    }

    @Override
    public boolean isLabelled() {
        return true;
    }

    @Override
    public int label(int sequence) {
        return label(sequence, longest() - 1);
    }

    @Override
    public int label(int sequence, int step) {
        return of.task().label(key(sequence), of.steps(), checkIndex(step, longest()));
    }

    @Override
    public float target(int sequence, int output) {
        checkIndex(output, 1);
        return of.task().target(key(sequence), of.steps());
    }

    @Override
    public void write(int sequence, float[] to, int at, int stride) {
        long key = key(sequence);
        int features = features();
        int place = at;
        for (int step = 0; step < longest(); step++) {
            for (int feature = 0; feature < features; feature++, place += stride) {
                to[place] = of.task().value(key, of.steps(), step, feature);
            }
        }
    }

    @Override
    public float[][] values(int sequence) {
        return steps(sequence);
    }

    @Override
    public GeneratedSequences range(int start, int end) {
        checkFromToIndex(start, end, count());
        return new GeneratedSequences(of, begin, Arrays.copyOfRange(numbers, start, end));
    }

    @Override
    public GeneratedSequences select(int... chosen) {
        return new GeneratedSequences(
                of, begin, IntStream.of(chosen).map(i -> numbers[i]).toArray());
    }

    @Override
    public boolean isOfOneLength() {
        return true;
    }
}
