package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RampTest {
    @ParameterizedTest
    @EnumSource
    void nothingIsPaper(Ramp ramp) {
        assertThat(ramp.at(0).rgb()).isEqualTo(0xffffff);
    }

    @Test
    void valuesBeyondTheEndsCountAsTheEnds() {
        assertThat(Ramp.SIGNED.at(-7).rgb()).isEqualTo(0x2166ac);
        assertThat(Ramp.SIGNED.at(7).rgb()).isEqualTo(0xb2182b);
        assertThat(Ramp.OPEN.at(-1).rgb()).isEqualTo(0xffffff);
        assertThat(Ramp.IMAGE.at(2).css()).isEqualTo("#000000");
    }

    @Test
    void betweenTwoColoursIsTheirMean() {
        assertThat(Ramp.HITS.at(0.5).rgb()).isEqualTo(0x8fafd7);
        assertThat(Ramp.SIGNED.at(0.25).rgb())
                .isEqualTo(Ramp.SIGNED.atShare(0.625).rgb());
        assertThat(Ramp.OPEN.at(0.125).rgb()).isEqualTo(0xe3edf7);
    }

    @Test
    void aQuarterOfTheErrorsHasHalfTheColour() {
        assertThat(Ramp.ERRORS.at(0.25).rgb()).isEqualTo(0xecaf81);
        assertThat(Ramp.ERRORS.at(1).rgb()).isEqualTo(Palette.ORANGE.rgb());
    }
}
