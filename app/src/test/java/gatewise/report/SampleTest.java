package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void meanDeviationAndIntervalOfFive() {
        Sample sample = Sample.of(2, 4, 4, 4, 6);
        assertThat(sample.mean()).isEqualTo(4);
        assertThat(sample.standardDeviation()).isCloseTo(Math.sqrt(2), within(1e-12));
        // t of 4 degrees of freedom at 97.5%: 2.776445, from any table.
        assertThat(sample.halfWidth()).isCloseTo(2.776445 * Math.sqrt(2) / Math.sqrt(5), within(1e-6));
    }

    @Test
    void twoHaveAWideIntervalAndOneHasNone() {
        assertThat(Sample.of(1, 3).halfWidth()).isCloseTo(12.7062, within(1e-4));
        Sample one = Sample.of(0.5);
        assertThat(one.mean()).isEqualTo(0.5);
        assertThat(one.standardDeviation()).isNaN();
        assertThat(one.halfWidth()).isNaN();
        assertThatThrownBy(Sample::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void medianOfOddAndEvenCounts() {
        assertThat(Sample.median(3, 1, 2)).isEqualTo(2);
        assertThat(Sample.median(4, 1, 2, 3)).isEqualTo(2.5);
    }
}
