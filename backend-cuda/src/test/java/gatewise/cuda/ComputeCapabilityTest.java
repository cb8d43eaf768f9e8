package gatewise.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeCapabilityTest {
    @ParameterizedTest
    @CsvSource({
        "8.6, 8.6, true",
        "8.6, 8.9, true",
        "8.6, 8.0, false",
        "8.6, 9.0, false",
        "6.1, 6.2, true",
        "6.2, 6.1, false",
        "8.6, 12.0, false",
        "1.2, 12.0, false"
    })
    void machineCodeRunsOnTheSameMajorAndNoOlderMinor(String made, String device, boolean runs) {
        assertThat(ComputeCapability.parse(made).runsOn(ComputeCapability.parse(device)))
                .isEqualTo(runs);
    }

    @Test
    void printsAsNvidiaWritesIt() {
        assertThat(new ComputeCapability(12, 0)).hasToString("12.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "8.x", "sm_86", ""})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> ComputeCapability.parse(text)).hasMessageContaining("expected a form such as 8.6");
    }
}
