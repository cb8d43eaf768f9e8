package gatewise.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.backend.BackendException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuMemoryTest {
    @ParameterizedTest
    @CsvSource({
        ", 9000",
        "'', 9000",
        "50%, 5000",
        "100%, 10000",
        "123456, 123456",
        "2k, 2048",
        "512m, 536870912",
        "4G, 4294967296"
    })
    void readsBytesAndPercentages(String setting, long expected) {
        assertThat(GpuMemory.cap(setting, 10_000)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0%", "101%", "-1", "4gb", "lots", "1.5g", "9999999999999"})
    void refusesTheRest(String setting) {
        assertThatThrownBy(() -> GpuMemory.cap(setting, 10_000))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith("GATEWISE_GPU_MEMORY is " + setting + ", expected bytes such as 4g");
    }
}
