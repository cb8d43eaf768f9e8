package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RampTest {
    @ParameterizedTest
    @EnumSource
    void nothingIsPaper(Ramp ramp) {
        boolean shared = ramp == Ramp.SHARE || ramp == Ramp.SIGNED;
        assertThat(ramp.at(0).rgb()).isEqualTo(shared ? 0xfbfaf6 : 0xffffff);
    }

    @Test
    void valuesBeyondTheEndsCountAsTheEnds() {
        assertThat(Ramp.SIGNED.at(-7).rgb()).isEqualTo(0x1d4f9c);
        assertThat(Ramp.SIGNED.at(7).rgb()).isEqualTo(0xa81f2c);
        assertThat(Ramp.SHARE.at(-1).rgb()).isEqualTo(0xfbfaf6);
        assertThat(Ramp.IMAGE.at(2).css()).isEqualTo("#000000");
    }

    @Test
    void betweenTwoColoursIsTheirMean() {
        assertThat(Ramp.HITS.at(0.5).rgb()).isEqualTo(0x8393d1);
        assertThat(Ramp.SIGNED.at(0.25).rgb())
                .isEqualTo(Ramp.SIGNED.atShare(0.625).rgb());
        assertThat(Ramp.SHARE.at(0.125).rgb()).isEqualTo(0xe5edf3);
    }

    @Test
    void aQuarterOfTheErrorsHasHalfTheColour() {
        assertThat(Ramp.ERRORS.at(0.25).rgb()).isEqualTo(0xe0bb82);
        assertThat(Ramp.ERRORS.at(1).rgb()).isEqualTo(Palette.ORANGE.rgb());
    }
}
