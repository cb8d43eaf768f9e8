package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({"1.0E-10, 1e-10", "0.001, 0.001", "2, 2", "-1.0, -1", "1.5e20, 1.5e20", "100.0, 100"})
    void aNumberIsShortAndKeepsItsValue(double value, String text) {
        assertThat(Text.number(value)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0.98031, 98.03%", "0.5, 50.00%", "0.999987, 99.999%", "0.9999999, 99.99999%", "1, 100.00%", "0, 0.00%"
    })
    void whatIsNotAllIsNotCalledAll(double share, String text) {
        assertThat(Text.percent(share)).isEqualTo(text);
    }

    @Test
    void oneIsSingular() {
        assertThat(Text.count(1, "core")).isEqualTo("1 core");
        assertThat(Text.count(0, "core")).isEqualTo("0 cores");
        assertThat(Text.count(12, "image")).isEqualTo("12 images");
    }

    @Test
    void aLineHoldsNothingThatATerminalWouldObey() {
        assertThat(Text.line("a\u001b[2J\r\n\u009b\u202e\u2067\u2028", 100))
                .isEqualTo("a\\u001b[2J\\u000d\\u000a\\u009b\\u202e\\u2067\\u2028");
        assertThat(Text.line("نمی\u200cدانم é 字 \ud83d\ude00", 100)).isEqualTo("نمی\u200cدانم é 字 \ud83d\ude00");
        assertThat(Text.line("1234567890", 10)).isEqualTo("1234567890");
        assertThat(Text.line("12345678901", 10)).isEqualTo("123 ... 01");
        assertThat(Text.line("12\ud83d\ude004567890123", 10)).isEqualTo("12 ... 23");
    }
}
