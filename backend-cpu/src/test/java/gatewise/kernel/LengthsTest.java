package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.cell.CellType;
import gatewise.kernel.RecurrentKernel.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sequences of different lengths in either direction, held against the control. */
class LengthsTest {
    private static final int THREADS = 3;

    static List<Sample> samples() {
        Random random = new Random(21);
        List<Sample> samples = new ArrayList<>();
        for (CellType cell : CellType.values()) {
            for (int i = 0; i < 12; i++) {
                int batch = 1 + random.nextInt(90);
                int steps = 1 + random.nextInt(12);
                Sample sample = Sample.of(
                        cell, batch, 1 + random.nextInt(20), 1 + random.nextInt(20), steps, random.nextLong());
                samples.add(sample.of(lengths(random, batch, steps, i), Direction.values()[i % 2]));
            }
        }
        return samples;
    }

    /** Any, falling, rising, one long among short ones, none of all steps. */
    private static int[] lengths(Random random, int batch, int steps, int kind) {
        int most = kind % 6 == 5 ? Math.max(1, steps - 2) : steps;
        int[] lengths = random.ints(batch, 1, most + 1).toArray();
        if (kind % 6 == 1 || kind % 6 == 2) {
            Arrays.sort(lengths);
        }
        for (int i = 0; i < batch / 2 && kind % 6 == 1; i++) {
            int other = lengths[i];
            lengths[i] = lengths[batch - 1 - i];
            lengths[batch - 1 - i] = other;
        }
        if (kind % 6 == 3) {
            Arrays.fill(lengths, 1);
            lengths[batch / 2] = most;
        }
        return lengths;
    }

    KernelKind kind() {
        return KernelKind.OPENBLAS;
    }

    private RecurrentKernel create(Sample sample) {
        return RecurrentKernel.create(kind(), sample.cell(), sample.inputSize(), sample.hiddenSize(), THREADS);
    }

    private static RecurrentKernel naive(Sample sample) {
        return NaiveKernel.create(sample.cell(), sample.inputSize(), sample.hiddenSize());
    }

    private static Sample copy(Sample sample) {
        return new Sample(sample.size(), sample.given(), Sample.Results.unset(sample.size()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreeWithTheControl(Sample sample) {
        Sample control = copy(sample);
        try (RecurrentKernel kernel = create(sample);
                RecurrentKernel naive = naive(sample)) {
            sample.train(kernel);
            control.train(naive);
            sample.assertSameAs(control, true);
            Sample read = copy(sample);
            read.forward(kernel, true, false);
            read.assertForwardSameAs(control);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreeWithTheControlWhereTheLastStepAloneCounts(Sample sample) {
        Sample control = copy(sample);
        int states = sample.batch() * sample.hiddenSize();
        for (boolean training : new boolean[] {false, true}) {
            FloatPointer last = new FloatPointer((long) states);
            try (RecurrentKernel kernel = create(sample);
                    RecurrentKernel naive = naive(sample)) {
                kernel.forward(
                        sample.given().x(),
                        sample.parameters(),
                        RecurrentKernel.State.ZERO,
                        sample.last(last),
                        training);
                control.forward(naive, false, true);
                Sample.assertClose("last", last, control.hN());
                if (training) {
                    kernel.backward(sample.last(sample.dyLast()), sample.gradients(), sample.dx());
                    naive.backward(control.last(control.dyLast()), control.gradients(), control.dx());
                    Sample.assertClose("dx", sample.dx(), control.dx());
                    Sample.assertClose(
                            "dW",
                            sample.gradients().inputWeights(),
                            control.gradients().inputWeights());
                    Sample.assertClose(
                            "db", sample.gradients().bias(), control.gradients().bias());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalLengthsAreTheBitsOfNoLengths(CellType cell) {
        for (int threads = 1; threads <= 3; threads++) {
            Sample without = Sample.of(cell, 75, 11, 13, 8, 5);
            int[] equal = new int[75];
            Arrays.fill(equal, 8);
            for (Direction direction : Direction.values()) {
                Sample plain = without.of(null, direction);
                Sample with = without.of(equal, direction);
                try (RecurrentKernel kernel = RecurrentKernel.create(kind(), cell, 11, 13, threads)) {
                    plain.train(kernel);
                    with.train(kernel);
                }
                RecurrentKernelContract.assertSameBits(with, plain);
            }
        }
    }

    /** Products are blocked by rows, so a sequence's last bits may depend on how many others run a step with it. */
    @ParameterizedTest
    @EnumSource
    void aSequenceDoesNotDependOnItsNeighboursLengths(CellType cell) {
        Sample whole = Sample.of(cell, 37, 12, 24, 20, 5);
        Random random = new Random(6);
        for (Direction direction : Direction.values()) {
            int[] lengths = random.ints(37, 1, 21).toArray();
            Sample sample = copy(whole).of(lengths, direction);
            train(sample);
            for (int trial = 0; trial < 8; trial++) {
                int[] others = random.ints(37, 1, 21).toArray();
                int row = random.nextInt(37);
                others[row] = lengths[row];
                Sample other = copy(whole).of(others, direction);
                train(other);
                assertThat(largest(row, sample.y(), other.y())).isLessThan(1e-6);
                assertThat(largest(row, sample.dx(), other.dx())).isLessThan(5e-6);
            }
        }
    }

    private void train(Sample sample) {
        try (RecurrentKernel kernel = create(sample)) {
            sample.train(kernel);
        }
    }

    /** Difference of a row's values. */
    private static double largest(int row, FloatPointer first, FloatPointer second) {
        double largest = 0;
        for (long i = row; i < first.capacity(); i += 37) {
            largest = Math.max(largest, Math.abs(first.get(i) - second.get(i)));
        }
        return largest;
    }

    /** As a reversed copy is read forward. */
    @ParameterizedTest
    @EnumSource
    void backwardIsForwardOverTheReversedSequence(CellType cell) {
        Sample forward = Sample.of(cell, 40, 5, 6, 7, 5);
        Sample backward = forward.of(null, Direction.BACKWARD);
        reverse(backward.x(), 40 * 5);
        reverse(backward.dy(), 40 * 6);
        try (RecurrentKernel kernel = RecurrentKernel.create(kind(), cell, 5, 6, 2)) {
            forward.train(kernel);
            backward.train(kernel);
        }
        reverse(backward.y(), 40 * 6);
        reverse(backward.dx(), 40 * 5);
        RecurrentKernelContract.assertSameBits(backward, forward);
    }

    private static void reverse(FloatPointer sequence, int step) {
        float[] values = Sample.floats(sequence);
        float[] reversed = new float[values.length];
        for (int from = 0; from < values.length; from += step) {
            System.arraycopy(values, from, reversed, values.length - step - from, step);
        }
        sequence.put(reversed);
    }

    @ParameterizedTest
    @EnumSource
    void equalLengthsBelowTheStepsAreTheBitsOfFewerSteps(CellType cell) {
        Sample few = Sample.of(cell, 33, 5, 6, 7, 5);
        Sample more = Sample.of(cell, 33, 5, 6, 9, 5);
        more.x().put(Sample.floats(few.x()));
        int[] lengths = new int[33];
        Arrays.fill(lengths, 7);
        Sample padded = new Sample(
                        more.size(),
                        new Sample.Given(
                                new RecurrentKernel.Sequences(more.x(), 33, 9),
                                few.given().start(),
                                more.dy(),
                                few.dyLast(),
                                few.parameters()),
                        more.results())
                .of(lengths, Direction.FORWARD);
        try (RecurrentKernel kernel = RecurrentKernel.create(kind(), cell, 5, 6, 2)) {
            few.forward(kernel, true, false);
            padded.forward(kernel, true, false);
        }
        float[] expected = Arrays.copyOf(Sample.floats(few.y()), 33 * 6 * 9);
        assertThat(Sample.floats(padded.y())).isEqualTo(expected);
    }

    @Test
    void ofAnotherNumberOrOutOfRangeAreRefused() {
        FloatPointer x = new FloatPointer(24L);
        assertThatThrownBy(() -> new RecurrentKernel.Sequences(x, 2, 4, new int[] {1, 2, 3}, Direction.FORWARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 3 lengths, expected 2");
        for (int wrong : new int[] {0, 5}) {
            assertThatThrownBy(() -> new RecurrentKernel.Sequences(x, 2, 4, new int[] {4, wrong}, Direction.FORWARD))
                    .hasMessage("lengths[1] is " + wrong + ", expected 1 to 4");
        }
    }

    @Test
    void partsHaveAboutTheSameNumberOfSteps() {
        assertThat(PartRows.bounds(10, null, 3)).containsExactly(0, 3, 6, 10);
        int[] equal = new int[10];
        Arrays.fill(equal, 4);
        assertThat(PartRows.bounds(10, equal, 3)).containsExactly(0, 3, 6, 10);
        assertThat(PartRows.bounds(6, new int[] {9, 1, 1, 1, 1, 5}, 2)).containsExactly(0, 1, 6);
        assertThat(PartRows.bounds(4, new int[] {1, 1, 1, 99}, 3)).containsExactly(0, 2, 3, 4);
        assertThat(PartRows.bounds(3, new int[] {99, 1, 1}, 3)).containsExactly(0, 1, 2, 3);
    }
}
