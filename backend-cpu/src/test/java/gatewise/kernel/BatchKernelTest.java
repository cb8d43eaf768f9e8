package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.cell.CellType;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchKernelTest extends RecurrentKernelContract {
    /** More than the machine has cores, and than some batches have rows. */
    private static final int THREADS = 3;

    @Override
    RecurrentKernel create(CellType cell, int inputSize, int hiddenSize) {
        return RecurrentKernel.create(cell, inputSize, hiddenSize, THREADS);
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

    @Test
    void takesNoMoreMemoryAfterTheFirstOfEachShape() {
        Sample large = Sample.of(CellType.LSTM, 100, 6, 8, 5, 1);
        Sample small = Sample.of(CellType.LSTM, 33, 6, 8, 7, 2);
        try (RecurrentKernel kernel = create(CellType.LSTM, 6, 8)) {
            large.train(kernel);
            small.train(kernel);
            long before = Pointer.totalBytes();
            for (int step = 0; step < 1000; step++) {
                large.train(kernel);
                small.forward(kernel, false, false);
                small.train(kernel);
            }
            assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void closedKernelsAreRefusedInsteadOfTouchingFreedMemory() {
        Sample sample = Sample.of(CellType.LSTM, 2, 3, 4, 5, 1);
        RecurrentKernel kernel = create(CellType.LSTM, 3, 4);
        kernel.close();
        kernel.close();
        assertThatThrownBy(() -> sample.forward(kernel, false, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the kernel is closed");
    }
}
