package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.cell.CellType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kernel must do, held against the naive one and the reference files. */
abstract class RecurrentKernelContract {
    abstract RecurrentKernel create(CellType cell, int inputSize, int hiddenSize);

    static List<Sample> shapes() {
        Random random = new Random(20);
        List<Sample> samples = new ArrayList<>();
        for (CellType cell : CellType.values()) {
            samples.add(Sample.of(cell, 1, 3, 4, 5, 1));
            samples.add(Sample.of(cell, 5, 3, 1, 4, 2));
            samples.add(Sample.of(cell, 40, 1, 7, 1, 3));
            samples.add(Sample.of(cell, 67, 9, 17, 3, 4));
            for (int i = 0; i < 6; i++) {
                samples.add(Sample.of(
                        cell,
                        1 + random.nextInt(90),
                        1 + random.nextInt(33),
                        1 + random.nextInt(33),
                        1 + random.nextInt(9),
                        random.nextLong()));
            }
        }
        return samples;
    }

    private RecurrentKernel create(Sample sample) {
        return create(sample.cell(), sample.inputSize(), sample.hiddenSize());
    }

    private static Sample control(Sample sample, boolean last, boolean started) {
        Sample fresh = copy(sample);
        try (RecurrentKernel naive = NaiveKernel.create(sample.cell(), sample.inputSize(), sample.hiddenSize())) {
            fresh.forward(naive, started, true);
            naive.backward(last ? fresh.last(fresh.dyLast()) : fresh.all(fresh.dy()), fresh.gradients(), fresh.dx());
        }
        return fresh;
    }

    /** The same inputs with room of its own for results. */
    private static Sample copy(Sample s) {
        return new Sample(s.size(), s.given(), Sample.Results.unset(s.size()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithTheControlFromAStartState(Sample sample) {
        try (RecurrentKernel kernel = create(sample)) {
            sample.train(kernel);
        }
        sample.assertSameAs(control(sample, false, true), true);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithTheControlWhereTheLastStepAloneCountsAndDxIsNotWanted(Sample sample) {
        try (RecurrentKernel kernel = create(sample)) {
            sample.forward(kernel, false, true);
            kernel.backward(sample.last(sample.dyLast()), sample.gradients(), null);
        }
        sample.assertSameAs(control(sample, true, false), false);
        assertThat(Sample.floats(sample.dx())).containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theLastStepAloneIsTheLastOfAll(Sample sample) {
        int last = sample.batch() * sample.hiddenSize();
        for (boolean training : new boolean[] {false, true}) {
            FloatPointer yLast = new FloatPointer((long) last);
            try (RecurrentKernel kernel = create(sample)) {
                kernel.forward(
                        sample.given().x(),
                        sample.parameters(),
                        RecurrentKernel.State.ZERO,
                        sample.last(yLast),
                        training);
                sample.forward(kernel, false, training);
            }
            float[] y = Sample.floats(sample.y());
            assertThat(Sample.floats(yLast)).isEqualTo(Arrays.copyOfRange(y, y.length - last, y.length));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void inferenceAgreesWithTraining(Sample sample) {
        Sample trained = copy(sample);
        try (RecurrentKernel kernel = create(sample)) {
            trained.forward(kernel, true, true);
            sample.forward(kernel, true, false);
        }
        sample.assertForwardSameAs(trained);
    }

    @ParameterizedTest
    @EnumSource
    void changingShapesLeaveNoTraces(CellType cell) {
        int[][] shapes = {{64, 4}, {9, 7}, {100, 2}, {64, 4}, {1, 1}};
        try (RecurrentKernel kernel = create(cell, 5, 6)) {
            for (int[] shape : shapes) {
                Sample sample = Sample.of(cell, shape[0], 5, 6, shape[1], 8);
                sample.forward(kernel, true, false);
                sample.train(kernel);
                sample.assertSameAs(control(sample, false, true), true);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void runningOnFromTheFinalStateIsRunningThrough(CellType cell) {
        Sample whole = Sample.of(cell, 4, 3, 5, 6, 11);
        int half = 3;
        FloatPointer first = new FloatPointer(4L * 5 * half);
        FloatPointer second = new FloatPointer(4L * 5 * half);
        FloatPointer c = cell.hasCellState() ? new FloatPointer(4L * 5) : null;
        try (RecurrentKernel kernel = create(cell, 3, 5)) {
            whole.forward(kernel, false, false);
            kernel.forward(
                    new RecurrentKernel.Sequences(whole.x(), 4, half),
                    whole.parameters(),
                    RecurrentKernel.State.ZERO,
                    new RecurrentKernel.Output(first, half, 5),
                    false);
            if (cell.hasCellState()) {
                kernel.finalCellState(c);
            }
            FloatPointer h = new FloatPointer(first).position(4L * 5 * (half - 1));
            FloatPointer rest = new FloatPointer(whole.x()).position(4L * 3 * half);
            kernel.forward(
                    new RecurrentKernel.Sequences(rest, 4, half),
                    whole.parameters(),
                    new RecurrentKernel.State(h, c),
                    new RecurrentKernel.Output(second, half, 5),
                    false);
        }
        Sample.assertClose(
                "second half",
                second,
                new FloatPointer(whole.y()).getPointer(4L * 5 * half).capacity(60));
    }

    @ParameterizedTest
    @CsvSource({
        "lstm-small, LSTM",
        "lstm-bidirectional, LSTM",
        "lstm-stacked, LSTM",
        "gru-small, GRU_RESET_BEFORE",
        "gru-bidirectional, GRU_RESET_BEFORE",
        "gru-stacked, GRU_RESET_BEFORE",
        "gru-reset-after, GRU_RESET_AFTER",
        "lengths-lstm, LSTM",
        "lengths-lstm-bidirectional-stacked, LSTM",
        "lengths-gru, GRU_RESET_BEFORE",
        "lengths-gru-reset-after-bidirectional, GRU_RESET_AFTER"
    })
    void agreesWithTheReferenceFiles(String name, CellType cell) throws Exception {
        new ReferenceNetwork(ReferenceCase.read(name), cell).assertAgrees(this::create);
    }

    @Test
    void refusesWhatItCannotServe() {
        Sample sample = Sample.of(CellType.GRU_RESET_BEFORE, 2, 3, 4, 5, 1);
        try (RecurrentKernel kernel = create(sample)) {
            assertThatThrownBy(() -> kernel.backward(sample.all(sample.dy()), sample.gradients(), null))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> kernel.finalCellState(sample.cN())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> forward(kernel, sample, 3, 5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("x has 30 values, expected 45");
            assertThatThrownBy(() -> forward(kernel, sample, 0, 5)).hasMessage("batch is 0, expected 1 or more");
            assertThatThrownBy(() -> forward(kernel, sample, 2, 2)).hasMessage("y has 2 steps, expected 5 or 1");
            sample.train(kernel);
            assertThatThrownBy(() -> kernel.backward(sample.all(sample.dy()), sample.gradients(), null))
                    .as("each pass forward serves one pass backward")
                    .isInstanceOf(IllegalStateException.class);
            sample.forward(kernel, false, true);
            sample.forward(kernel, false, false);
            assertThatThrownBy(() -> kernel.backward(sample.all(sample.dy()), sample.gradients(), null))
                    .as("inference in between")
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> create(CellType.LSTM, 0, 4)).hasMessage("inputSize is 0, expected 1 or more");
    }

    /** Of five steps, with room for so many. */
    private static void forward(RecurrentKernel kernel, Sample sample, int batch, int ySteps) {
        kernel.forward(
                new RecurrentKernel.Sequences(sample.x(), batch, 5),
                sample.parameters(),
                RecurrentKernel.State.ZERO,
                new RecurrentKernel.Output(sample.y(), ySteps, 4),
                false);
    }

    /** Equal bits, so no tolerance. */
    static void assertSameBits(Sample found, Sample expected) {
        List<FloatPointer> a = results(found);
        List<FloatPointer> b = results(expected);
        IntStream.range(0, a.size())
                .forEach(i -> assertThat(Sample.floats(a.get(i))).isEqualTo(Sample.floats(b.get(i))));
    }

    private static List<FloatPointer> results(Sample sample) {
        CellParameters g = sample.gradients();
        return List.of(sample.y(), sample.dx(), g.inputWeights(), g.recurrentWeights(), g.bias());
    }
}
