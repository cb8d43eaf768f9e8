package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that are read. */
class TableFileTest {
    static final Columns LONG = new Columns("id", "t", "kind", null, null);

    static Reading reading(Task task, Columns columns, Missing missing) {
        return new Reading(task, columns, missing, null);
    }

    static FileContent read(String text, Reading reading, Form known) {
        return TableFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "table.csv", reading, known);
    }

    static FileContent read(String text, Columns columns) {
        return read(text, reading(null, columns, Missing.REFUSE), null);
    }

    @Test
    void aRowAStep() {
        FileContent content = read("""
                id,t,kind,a,b
                p,1,yes,0.5,-1e2
                p,2,yes,1.5,3
                q,1,no,7,8
                """, LONG);

        assertThat(content.task()).isEqualTo(Task.CLASSIFY);
        assertThat(content.features()).containsExactly("a", "b");
        assertThat(content.outputs()).containsExactly("no", "yes");
        NumberSequences sequences = content.sequences();
        assertThat(sequences.count()).isEqualTo(2);
        assertThat(sequences.name(0)).isEqualTo("p");
        assertThat(sequences.values(0)).isEqualTo(new float[][] {{0.5f, -100}, {1.5f, 3}});
        assertThat(sequences.values(1)).isEqualTo(new float[][] {{7, 8}});
        assertThat(sequences.label(0)).isEqualTo(1);
        assertThat(sequences.label(1)).isZero();
    }

    @Test
    void rowsInAnyOrder() {
        FileContent content = read("""
                id,t,kind,a
                p,3,x,3
                q,12,y,12
                p,1,x,1
                q,10,y,10
                p,2,x,2
                q,11,y,11
                """, LONG);

        assertThat(content.sequences().values(0)).isEqualTo(new float[][] {{1}, {2}, {3}});
        assertThat(content.sequences().values(1)).isEqualTo(new float[][] {{10}, {11}, {12}});
        assertThat(content.sequences().label(1)).isEqualTo(1);
    }

    @Test
    void aRowASequenceWithoutHeader() {
        FileContent content = read("2\t1.5\t2.5\tNaN\n-1\t3\t4\t5\n10\t6\t\t\n", Columns.NONE);

        assertThat(content.features()).containsExactly("value");
        assertThat(content.outputs()).containsExactly("-1", "2", "10");
        assertThat(content.sequences().values(0)).isEqualTo(new float[][] {{1.5f}, {2.5f}});
        assertThat(content.sequences().values(2)).isEqualTo(new float[][] {{6}});
        assertThat(List.of(
                        content.sequences().label(0),
                        content.sequences().label(1),
                        content.sequences().label(2)))
                .containsExactly(1, 0, 2);
    }

    @Test
    void numbersAfterTheLastStep() {
        FileContent content = read(
                "id;t;a;y;z\np;2;4;0.5;5\np;1;3;;\nq;1;5;1;6\nq;2;5;2;7\n",
                new Columns("id", "t", null, null, List.of("z", "y")));

        assertThat(content.task()).isEqualTo(Task.REGRESS);
        assertThat(content.features()).containsExactly("a");
        assertThat(content.outputs()).containsExactly("z", "y");
        assertThat(content.sequences().target(0, 0)).isEqualTo(5);
        assertThat(content.sequences().target(0, 1)).isEqualTo(0.5f);
        assertThat(content.sequences().target(1, 1)).isEqualTo(2);
    }
}
