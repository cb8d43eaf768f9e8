package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gatewise.cell.CellType;
import gatewise.cell.ReaderParameters;
import gatewise.cell.SequenceReader;
import gatewise.cell.StepsFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceReaderTest {

    @ParameterizedTest
    @MethodSource("gatewise.kernel.RecurrentKernelContract#shapes")
    void agreesWithTheControlAfterEachStep(Sample sample) {
        try (RecurrentKernel naive = NaiveKernel.create(sample.cell(), sample.inputSize(), sample.hiddenSize())) {
            sample.forward(naive, false, false);
        }
        agreesWithTheControl(sample, reader(sample));
        agreesWithTheControl(
                sample,
                new SequenceReader(
                        sample.cell(),
                        sample.inputSize(),
                        sample.hiddenSize(),
                        parameters(sample),
                        StepsFactory.PLAIN));
    }

    private static void agreesWithTheControl(Sample sample, SequenceReader reader) {
        float[] y = Sample.floats(sample.y());
        int b = sample.batch() - 1;
        SequenceReader.State state = reader.start();
        for (int t = 0; t < sample.timeSteps(); t++) {
            reader.step(sequence(sample, b)[t], state);
            for (int j = 0; j < sample.hiddenSize(); j++) {
                assertThat(reader.hidden(state)[j])
                        .isCloseTo(y[b + sample.batch() * (j + sample.hiddenSize() * t)], within(2e-6f));
            }
        }
        for (int j = 0; j < sample.hiddenSize() && sample.cell().hasCellState(); j++) {
            assertThat(reader.cell(state)[j]).isCloseTo(sample.cN().get(b + (long) sample.batch() * j), within(4e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lengths-lstm, LSTM",
        "lengths-lstm-bidirectional-stacked, LSTM",
        "lengths-gru, GRU_RESET_BEFORE",
        "lengths-gru-reset-after-bidirectional, GRU_RESET_AFTER"
    })
    void agreesWithTheReferenceFilesOfUnequalLengths(String name, CellType cell) throws Exception {
        ReferenceCase reference = ReferenceCase.read(name);
        for (int b = 0; b < reference.batch(); b++) {
            float[][] sequence = steps(reference.x()[b], reference.lengths()[b]);
            for (List<ReferenceCase.Weights> layer : reference.parameters()) {
                float[][] states = new float[sequence.length][];
                for (int direction = 0; direction < layer.size(); direction++) {
                    ReaderParameters parameters =
                            parameters(new ReferenceNetwork(reference, cell).parameters(layer.get(direction)));
                    SequenceReader reader =
                            new SequenceReader(cell, sequence[0].length, reference.hidden(), parameters);
                    float[][] read = reader.read(sequence, direction == 1);
                    for (int t = 0; t < states.length; t++) {
                        states[t] = direction == 0 ? read[t] : joined(states[t], read[t]);
                    }
                }
                sequence = states;
            }
            float[][] expected = steps(reference.y()[b], reference.lengths()[b]);
            for (int t = 0; t < expected.length; t++) {
                assertThat(sequence[t]).containsExactly(expected[t], within(1e-5f));
            }
        }
    }

    /** The first steps [steps][size] of [size][timeSteps]. */
    private static float[][] steps(double[][] sequence, int steps) {
        float[][] first = new float[steps][sequence.length];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < sequence.length; i++) {
                first[t][i] = (float) sequence[i][t];
            }
        }
        return first;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsParametersAndServesManyThreads(CellType cell) {
        Sample sample = Sample.of(cell, 1, 5, 6, 9, 4);
        ReaderParameters parameters = parameters(sample);
        SequenceReader reader = new SequenceReader(cell, sample.inputSize(), sample.hiddenSize(), parameters);
        float[][] sequence = sequence(sample, 0);
        float[][] expected = reader.read(sequence, false);
        Arrays.fill(parameters.inputWeights(), 0);
        Arrays.fill(parameters.recurrentWeights(), 0);
        Arrays.fill(parameters.bias(), 0);

        IntStream.range(0, 2000)
                .parallel()
                .forEach(i -> assertThat(reader.read(sequence, false)).isDeepEqualTo(expected));
    }

    @ParameterizedTest
    @EnumSource
    void blankStepsAtTheBeginningChangeNothing(CellType cell) {
        Sample sample = Sample.of(cell, 1, 5, 6, 9, 4);
        SequenceReader reader = reader(sample);
        for (int blank : new int[] {0, 1, 4, 15, 16, 30}) {
            for (boolean backward : new boolean[] {false, true}) {
                float[][] sequence = new float[30][sample.inputSize()];
                for (int i = blank; i < sequence.length; i++) {
                    sequence[backward ? sequence.length - 1 - i : i] = sequence(sample, 0)[i % sample.timeSteps()];
                }
                float[][] states = reader.read(sequence, backward);

                SequenceReader.State state = reader.start();
                for (int i = 0; i < sequence.length; i++) {
                    int t = backward ? sequence.length - 1 - i : i;
                    reader.step(sequence[t], state);
                    assertThat(states[t]).containsExactly(reader.hidden(state));
                }
                assertThat(reader.readToEnd(sequence, backward)).containsExactly(reader.hidden(state));
            }
        }
    }

    @Test
    void refusesAStepOfAnotherSize() {
        SequenceReader reader = reader(Sample.of(CellType.LSTM, 1, 5, 6, 9, 4));
        assertThatThrownBy(() -> reader.step(new float[4], reader.start()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a step has 4 values, expected 5");
        assertThatThrownBy(() -> reader.readToEnd(new float[3][4], false))
                .hasMessage("a step has 4 values, expected 5");
    }

    private static SequenceReader reader(Sample sample) {
        return new SequenceReader(sample.cell(), sample.inputSize(), sample.hiddenSize(), parameters(sample));
    }

    private static ReaderParameters parameters(Sample sample) {
        return parameters(sample.parameters());
    }

    private static ReaderParameters parameters(CellParameters memory) {
        return new ReaderParameters(
                Sample.floats(memory.inputWeights()),
                Sample.floats(memory.recurrentWeights()),
                Sample.floats(memory.bias()),
                memory.recurrentBias() == null ? null : Sample.floats(memory.recurrentBias()));
    }

    /** Example b as [timeSteps][inputSize]. */
    private static float[][] sequence(Sample sample, int b) {
        float[] x = Sample.floats(sample.x());
        float[][] sequence = new float[sample.timeSteps()][sample.inputSize()];
        for (int t = 0; t < sequence.length; t++) {
            for (int i = 0; i < sample.inputSize(); i++) {
                sequence[t][i] = x[b + sample.batch() * (i + sample.inputSize() * t)];
            }
        }
        return sequence;
    }
}
