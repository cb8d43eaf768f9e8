package gatewise.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualParametersTest {
    @ParameterizedTest
    @CsvSource({
        "LSTM, 1, false, 6674", "LSTM, 2, false, 6674", "LSTM, 3, false, 6674", "LSTM, 1, true, 6674",
        "GRU, 1, false, 6674", "GRU, 2, false, 6674", "GRU, 3, false, 6674", "GRU, 1, true, 6674",
        "SIMPLE, 1, false, 6674", "LSTM, 2, true, 6674", "GRU, 3, true, 50000", "LSTM, 16, false, 200000",
        "LSTM, 2, false, 500", "GRU, 1, false, 1000000"
    })
    void theSizesComeWithinTwoPercent(Cell cell, int layers, boolean bidirectional, long parameters) {
        NetworkSpec template = NetworkSpec.tutorial().toBuilder()
                .cell(cell)
                .bidirectional(bidirectional)
                .build();
        NetworkSpec found = EqualParameters.solve(template, layers, parameters);
        assertThat(found.hiddenSizes()).hasSize(layers);
        assertThat((double) found.parameters()).isCloseTo(parameters, withinPercentage(2));
        assertThat(EqualParameters.isNear(found, parameters)).isTrue();
        assertThat(found.toBuilder().hiddenSizes(List.of(1)).build())
                .isEqualTo(template.toBuilder().hiddenSizes(List.of(1)).build());
    }

    @Test
    void theTutorialsCountGivesTheTutorialsSize() {
        assertThat(EqualParameters.solve(NetworkSpec.tutorial(), 1, 6674).hiddenSizes())
                .containsExactly(28);
    }

    @Test
    void layersDifferWhereEqualSizesDoNotComeNear() {
        // 19 and 19 have 6,812 parameters, 2.07% too many; 18 and 18 have 6,238.
        assertThat(EqualParameters.solve(NetworkSpec.tutorial(), 2, 6674).hiddenSizes())
                .containsExactly(19, 18);
        assertThat(EqualParameters.solve(NetworkSpec.tutorial(), 2, 6812).hiddenSizes())
                .containsExactly(19, 19);
    }

    @Test
    void whereWholeUnitsDoNotComeNearTheNearestIsFound() {
        // An LSTM has 140 parameters with 1 unit, 278 with 2, 424 with 3.
        NetworkSpec nearest = EqualParameters.solve(NetworkSpec.tutorial(), 1, 300);
        assertThat(nearest.hiddenSizes()).containsExactly(2);
        assertThat(EqualParameters.isNear(nearest, 300)).isFalse();
        assertThat(EqualParameters.solve(NetworkSpec.tutorial(), 1, 1).hiddenSizes())
                .containsExactly(1);
    }
}
