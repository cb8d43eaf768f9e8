package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.explain.SurgeryScore;
import gatewise.explain.SurgeryScore.OfClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurgeryReportTest {
    @Test
    void aClassWithoutImagesHasNoShares() {
        SurgeryScore score = new SurgeryScore(
                8, 0.75, 0.5, List.of(new OfClass("cat", 8, 0.75, 0.5), new OfClass("dog", 0, null, null)));
        assertThat(SurgeryReport.table(score)
                        .toString()
                        .lines()
                        .map(line -> line.strip().split(" +")))
                .containsSubsequence(
                        new String[] {"cat", "8", "75.00%", "50.00%", "-25.00"},
                        new String[] {"dog", "0", "-", "-", "-"},
                        new String[] {"all", "8", "75.00%", "50.00%", "-25.00"});
    }
}
