package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people paste or open: bare sequences, and tables as the network's own data was. */
class GivenSequenceTest {
    private static final Scaling PLAIN = Scaling.none(2);
    private static final Form STATES =
            new Form(Task.CLASSIFY, List.of("pressure", "current, A"), List.of("worn", "fine"), PLAIN, null);
    private static final Reading PUMPS =
            new Reading(null, new Columns("pump", "minute", "state", null, null), Missing.REFUSE, null);

    private static NumberSequences read(String text, Reading reading, Form form) {
        return GivenSequence.read(text.getBytes(StandardCharsets.UTF_8), reading, form, 5, "the text");
    }

    private static List<String> names(NumberSequences set) {
        return IntStream.range(0, set.count()).mapToObj(set::name).toList();
    }

    @Test
    void aTableLikeThatOfTheTrainingHasEachOfItsSequences() {
        String table = "note,minute,\"current, A\",pump,state,pressure\n"
                + "x,2,20,P 7,fine,2\nx,1,10,P 7,fine,1\ny,1,30,\"P, 8\",worn,3\n";
        NumberSequences set = read(table, PUMPS, STATES);
        assertThat(names(set)).containsExactly("P 7", "P, 8");
        assertThat(set.values(0)).isDeepEqualTo(new float[][] {{1, 10}, {2, 20}});
        assertThat(set.values(1)).isDeepEqualTo(new float[][] {{3, 30}});
        assertThat(set.label(1)).isZero();
        NumberSequences unlabelled = read(table.replace("state", "remark"), PUMPS, STATES);
        assertThat(unlabelled.isLabelled()).isFalse();
        assertThat(unlabelled.count()).isEqualTo(2);
    }

    @Test
    void withoutNamesOfSequencesItIsOneWhoseOtherColumnsAreLeftOut() {
        NumberSequences set = read("pressure,note,\"current, A\"\n1,x,10\n2,y,20\n", PUMPS, STATES);
        assertThat(set.count()).isEqualTo(1);
        assertThat(set.values(0)).isDeepEqualTo(new float[][] {{1, 10}, {2, 20}});
        assertThat(read("1;10\n", PUMPS, STATES).values(0)).isDeepEqualTo(new float[][] {{1, 10}});
    }

    @Test
    void aSequenceARowIsReadWhereTheTrainingDataWasSo() {
        Form form = new Form(Task.CLASSIFY, List.of("value"), List.of("1", "2"), Scaling.none(1), null);
        NumberSequences rows = read("2\t5\t6\n1\t7\t8\n", Reading.DEFAULT, form);
        assertThat(rows.values(1)).isDeepEqualTo(new float[][] {{7}, {8}});
        assertThat(rows.label(0)).isEqualTo(1);
        NumberSequences bare = read("value\n5\n6\n7\n", Reading.DEFAULT, form);
        assertThat(bare.values(0)).isDeepEqualTo(new float[][] {{5}, {6}, {7}});
        assertThat(bare.isLabelled()).isFalse();
    }

    @Test
    void ofSeriesThatAreToBeForecastTheLastWindowIsRead() {
        Form form = new Form(Task.FORECAST, List.of("load"), List.of("load+1"), Scaling.none(1), Scaling.none(1));
        Columns columns = new Columns(null, "hour", null, List.of("load"), List.of("load"));
        Reading reading = new Reading(Task.FORECAST, columns, Missing.REFUSE, new Window(2, 1, 0));
        NumberSequences set = read("hour,load\n3,30\n1,10\n2,20\n", reading, form);
        assertThat(set.values(0)).isDeepEqualTo(new float[][] {{20}, {30}});
        assertThat(read("10\n20\n30\n", reading, form).values(0)).hasDimensions(3, 1);
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() {
        assertThatThrownBy(() -> read("pump,minute,pressure\na,1,2\n", PUMPS, STATES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no column 'current, A'");
        String head = "pump,minute,pressure,\"current, A\"\n";
        assertThatThrownBy(() -> read(head + "a,1,1,1\na,1,1,1\n", PUMPS, STATES))
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> read(
                        head
                                + IntStream.range(0, 6)
                                        .mapToObj(t -> "a," + t + ",1,1\n")
                                        .reduce("", String::concat),
                        PUMPS,
                        STATES))
                .hasMessageContaining("sequence a has 6 steps, more than the 5");
        assertThatThrownBy(() -> read("@data\n1:2\n", PUMPS, STATES)).isInstanceOf(UserError.class);
    }
}
