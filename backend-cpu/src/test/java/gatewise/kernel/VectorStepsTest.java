package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gatewise.cell.CellType;
import gatewise.cell.GateObserver;
import gatewise.cell.ReaderParameters;
import gatewise.cell.SequenceReader;
import gatewise.cell.StepsFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader by the Vector API beside one in plain Java. */
class VectorStepsTest {
    private static final int STEPS = 9;
    private static final float TOLERANCE = 3e-6f;

    @ParameterizedTest
    @EnumSource
    void gatesAndStatesOfAllSizesAreThoseOfPlainJava(CellType cell) {
        IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(64, 100, 128))
                .forEach(hidden -> {
                    Pair pair = new Pair(cell, 1 + hidden % 7 * 9, hidden);
                    pair.assertSame(pair.sequence(), Recorder::new);
                });
    }

    /** Zeros at both ends of a step, in between, throughout and in the first steps. */
    @ParameterizedTest
    @EnumSource
    void zerosAreLeftOutExactly(CellType cell) {
        Pair pair = new Pair(cell, 21, 13);
        float[][] sequence = pair.sequence();
        Arrays.fill(sequence[0], 0);
        Arrays.fill(sequence[1], 0);
        Arrays.fill(sequence[3], 0, 8, 0);
        Arrays.fill(sequence[4], 5, 21, 0);
        Arrays.fill(sequence[5], 0, 20, 0);
        Arrays.fill(sequence[6], 3, 9, 0);
        Arrays.fill(sequence[7], 0);
        pair.assertSame(sequence, Recorder::new);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnObserverChangesCounts(CellType cell) {
        Pair pair = new Pair(cell, 6, 19);
        List<Recorder> made = new ArrayList<>();
        pair.assertSame(pair.sequence(), () -> {
            Recorder clamps = new Recorder() {
                @Override
                public void gate(int block, float[] values, int from) {
                    values[from + 18] = 0.25f * block;
                    values[from] = -1;
                    super.gate(block, values, from);
                }
            };
            made.add(clamps);
            return clamps;
        });
        assertThat(made.get(1).gates.get(0)).startsWith(-1).endsWith(0);
        assertThat(made.get(1).gates).hasSize(cell.blocks() * STEPS);
    }

    /** A whole sequence, in both directions, and its steps one by one. */
    @ParameterizedTest
    @EnumSource
    void aStreamHasTheSameBitsAsTheSequence(CellType cell) {
        Pair pair = new Pair(cell, 28, 28);
        float[][] sequence = pair.sequence();
        float[][] states = pair.vector.read(sequence, false);
        SequenceReader.State state = pair.vector.start();
        for (int t = 0; t < STEPS; t++) {
            pair.vector.step(sequence[t], state);
            assertThat(states[t]).containsExactly(pair.vector.hidden(state));
        }
        assertThat(pair.vector.readToEnd(sequence, false)).containsExactly(states[STEPS - 1]);
        assertThat(pair.vector.readToEnd(sequence, true))
                .containsExactly(pair.plain.readToEnd(sequence, true), within(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource
    void readersTakeItWhereItRunsAndHasVectorsToFill(CellType cell) {
        boolean runs = KernelKind.VECTOR.obstacle().isEmpty();
        assertThat(StepsFactory.fastest(cell, 28)).hasSameClassAs(runs ? new KernelSteps() : StepsFactory.PLAIN);
        assertThat(StepsFactory.fastest(cell, 7)).isSameAs(StepsFactory.PLAIN);
    }

    /** Keeps all gates. */
    private static class Recorder implements GateObserver {
        final List<float[]> gates = new ArrayList<>();
        int hidden = 1;

        @Override
        public void gate(int block, float[] values, int from) {
            gates.add(Arrays.copyOfRange(values, from, from + hidden));
        }
    }

    private static final class Pair {
        final SequenceReader plain;
        final SequenceReader vector;
        private final int input;
        private final int hidden;
        private final Random random;

        Pair(CellType cell, int input, int hidden) {
            this.input = input;
            this.hidden = hidden;
            random = new Random(hidden);
            int columns = cell.blocks() * hidden;
            float scale = (float) (3 / Math.sqrt(input + hidden));
            ReaderParameters parameters = new ReaderParameters(
                    values(input * columns, scale),
                    values(hidden * columns, scale),
                    values(columns, 1),
                    values(columns, 1));
            plain = new SequenceReader(cell, input, hidden, parameters, StepsFactory.PLAIN);
            vector = new SequenceReader(cell, input, hidden, parameters, new KernelSteps());
        }

        private float[] values(int length, float scale) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = scale * (2 * random.nextFloat() - 1);
            }
            return values;
        }

        float[][] sequence() {
            return IntStream.range(0, STEPS).mapToObj(t -> values(input, 2)).toArray(float[][]::new);
        }

        /** After each step, under an observer and without. */
        void assertSame(float[][] sequence, Supplier<Recorder> observers) {
            Recorder expected = observers.get();
            Recorder found = observers.get();
            expected.hidden = hidden;
            found.hidden = hidden;
            SequenceReader.State plainState = plain.start();
            SequenceReader.State vectorState = vector.start();
            for (float[] x : sequence) {
                plain.step(x, plainState, expected);
                vector.step(x, vectorState, found);
                assertThat(vector.hidden(vectorState))
                        .hasSize(hidden)
                        .containsExactly(plain.hidden(plainState), within(TOLERANCE));
                assertThat(vector.cell(vectorState))
                        .hasSize(hidden)
                        .containsExactly(plain.cell(plainState), within(2 * TOLERANCE));
            }
            assertThat(found.gates).hasSameSizeAs(expected.gates);
            for (int i = 0; i < found.gates.size(); i++) {
                assertThat(found.gates.get(i)).containsExactly(expected.gates.get(i), within(TOLERANCE));
            }
            assertThat(vector.readToEnd(sequence, false))
                    .containsExactly(plain.readToEnd(sequence, false), within(TOLERANCE));
        }
    }
}
