package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.cell.CellType;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorKernelTest extends RecurrentKernelContract {
    private static final int THREADS = 3;

    @Override
    RecurrentKernel create(CellType cell, int inputSize, int hiddenSize) {
        return RecurrentKernel.create(KernelKind.VECTOR, cell, inputSize, hiddenSize, THREADS);
    }

    @ParameterizedTest
    @EnumSource
    void sameInputsAndThreadsGiveTheSameBits(CellType cell) {
        Sample first = Sample.of(cell, 75, 11, 13, 8, 5);
        try (RecurrentKernel kernel = create(cell, 11, 13)) {
            first.train(kernel);
        }
        try (RecurrentKernel kernel = create(cell, 11, 13)) {
            for (int run = 0; run < 20; run++) {
                Sample again = Sample.of(cell, 75, 11, 13, 8, 5);
                again.train(kernel);
                assertSameBits(again, first);
            }
        }
    }

    /** Blank steps at both ends and in between, blank columns, from zeros, with all that may be wanted of them. */
    @ParameterizedTest
    @EnumSource
    void whatIsBlankIsLeftOutExactly(CellType cell) {
        for (int batch : new int[] {1, 16, 17, 40, 150}) {
            for (int blankSteps : new int[] {0, 1, 3, 6}) {
                whatIsBlankIsLeftOutExactly(cell, batch, 5, blankSteps);
                whatIsBlankIsLeftOutExactly(cell, batch, 12, blankSteps);
            }
        }
    }

    private void whatIsBlankIsLeftOutExactly(CellType cell, int batch, int input, int blankSteps) {
        for (boolean wantDx : new boolean[] {false, true}) {
            for (boolean last : new boolean[] {false, true}) {
                Sample sample = Sample.of(cell, batch, input, 7, 6, 9);
                blank(sample, blankSteps);
                Sample control = new Sample(sample.size(), sample.given(), Sample.Results.unset(sample.size()));
                try (RecurrentKernel kernel = create(cell, input, 7);
                        RecurrentKernel naive = NaiveKernel.create(cell, input, 7)) {
                    train(sample, kernel, wantDx, last);
                    train(control, naive, wantDx, last);
                }
                sample.assertSameAs(control, wantDx);
            }
        }
    }

    private static void train(Sample sample, RecurrentKernel kernel, boolean wantDx, boolean last) {
        sample.forward(kernel, false, true);
        kernel.backward(
                last ? sample.last(sample.dyLast()) : sample.all(sample.dy()),
                sample.gradients(),
                wantDx ? sample.dx() : null);
    }

    /** Zeros in the first steps, in the fifth, and in two of five columns of all, or all but three of twelve, with gaps of three and four. */
    private static void blank(Sample sample, int steps) {
        FloatPointer x = sample.x();
        int batch = sample.batch();
        int input = sample.inputSize();
        for (long i = 0; i < x.capacity(); i++) {
            int step = (int) (i / batch / input);
            int column = (int) (i / batch % input);
            boolean blank = input == 5 ? column == 1 || column == 4 : column != 0 && column != 4 && column != 9;
            if (step < steps || step == 4 || blank) {
                x.put(i, 0);
            }
        }
        assertThat(x.get(0)).isEqualTo(steps > 0 ? 0 : x.get(0));
    }
}
