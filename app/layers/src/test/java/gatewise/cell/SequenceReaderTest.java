package gatewise.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SequenceReaderTest {

    /** One unit with every weight 0.5 and every bias 0.25, one step of 1. */
    @Test
    void oneUnitByHand() {
        float[] four = {0.5f, 0.5f, 0.5f, 0.5f};
        float[] bias = {0.25f, 0.25f, 0.25f, 0.25f};
        SequenceReader reader = new SequenceReader(CellType.LSTM, 1, 1, new ReaderParameters(four, four, bias, null));
        double gate = 1 / (1 + Math.exp(-0.75));
        double cell = gate * Math.tanh(0.75);
        double hidden = gate * Math.tanh(cell);
        SequenceReader.State state = reader.start();
        reader.step(new float[] {1}, state);
        assertThat(reader.cell(state)[0]).isCloseTo((float) cell, within(1e-6f));
        assertThat(reader.hidden(state)[0]).isCloseTo((float) hidden, within(1e-6f));
    }

    @Test
    void refusesParametersOfOtherSizes() {
        float[] three = new float[3];
        assertThatThrownBy(() -> new SequenceReader(
                        CellType.LSTM, 1, 1, new ReaderParameters(three, new float[4], new float[4], null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inputWeights has 3 values, expected 4");
        assertThatThrownBy(() -> new SequenceReader(
                        CellType.GRU_RESET_AFTER, 1, 1, new ReaderParameters(three, three, three, null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("recurrentBias is null");
        assertThatThrownBy(() -> new SequenceReader(
                        CellType.GRU_RESET_BEFORE, 0, 1, new ReaderParameters(three, three, three, null)))
                .hasMessage("inputSize is 0, expected 1 or more");
    }
}
