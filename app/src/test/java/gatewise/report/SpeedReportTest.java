package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Engine;
import gatewise.data.Dataset;
import gatewise.study.SpeedMeasurement.Figures;
import gatewise.study.SpeedMeasurement.Speed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedReportTest {
    private static final List<Speed> SPEEDS = List.of(
            new Speed("simple RNN-100", Engine.PORTABLE, 16, new Figures(123_456, 1_234_567, 0.25, 12.34, 1234.5)),
            new Speed("GRU-100", Engine.FAST, 1, new Figures(9, 8, 0.5, 7, 6)));

    @Test
    void eachBlockOfATerminalSaysWhichRowIsWhich() {
        String table = SpeedReport.table(SPEEDS, Dataset.open("adding:5")).toString(80);
        assertThat(table.lines()).allMatch(line -> line.length() <= 80).hasSize(7);
        assertThat(table.lines().filter(line -> line.startsWith("simple RNN-100  portable       16  ")))
                .hasSize(2);
        assertThat(table.lines().filter(line -> line.startsWith("GRU-100         fast            1  ")))
                .hasSize(2);
        assertThat(table).contains("  123456  ", "  1234567\n", " 25.0%", " 12.3", " 1234.5\n");
    }

    @Test
    void whereThereIsRoomItIsOneBlock() {
        assertThat(SpeedReport.table(SPEEDS, Dataset.open("adding:5"))
                        .toString(200)
                        .lines())
                .hasSize(3);
    }
}
