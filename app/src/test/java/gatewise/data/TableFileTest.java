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

    @Test
    void quotesSpacesAndLineEnds() {
        String text =
                "\ufeff\"id\", t ,kind,\"a, in \"\"mm\"\"\"\r\n\"p\nq\",1,x, 5 \r\n\"p\nq\",2,\"x\",\"6\"\r\n\r\n";
        FileContent content = read(text, LONG);

        assertThat(content.features()).containsExactly("a, in \"mm\"");
        assertThat(content.sequences().name(0)).isEqualTo("p\nq");
        assertThat(content.sequences().values(0)).isEqualTo(new float[][] {{5}, {6}});
    }

    @Test
    void separatorsAreKnownByTheFirstLines() {
        assertThat(Separator.of("a,b;c\n1;2\n")).isEqualTo(Separator.SEMICOLON);
        assertThat(Separator.of("x;1,5;2,5\ny;1,5;2,5\n")).isEqualTo(Separator.SEMICOLON);
        assertThat(Separator.of("height, m\tweight, kg\n1\t2\n")).isEqualTo(Separator.TAB);
        assertThat(Separator.of("\"a;b;c\",d\n1,2\n")).isEqualTo(Separator.COMMA);
        assertThat(Separator.of("a")).isEqualTo(Separator.COMMA);
    }

    @Test
    void datesAndDecimalsOrderSteps() {
        for (String steps : List.of(
                "2026-01-31T10:00Z 2026-01-31T10:00:00.5Z 2026-01-31T10:30+00:15",
                "2025-12 2026-01-31 2026-02",
                "09:59 10:00 10:00:01",
                "9 9.5 10.25",
                "-1.5 0 1e1",
                "1999-12-31 2000-02-29 2000-03-01",
                "10 20 30")) {
            String[] step = steps.split(" ");
            FileContent content =
                    read("id,t,kind,a\np," + step[2] + ",x,3\np," + step[0] + ",x,1\np," + step[1] + ",x,2\n", LONG);
            assertThat(content.sequences().values(0)).as(steps).isEqualTo(new float[][] {{1}, {2}, {3}});
        }
    }

    @Test
    void stepsThatAreMissingArePutIn() {
        FileContent content = read(
                "id,t,kind,a,b\nq,7,y,1,1\np,4,x,4,\np,1,x,1,1\np,2,x,2,?\nq,8,y,2,2\nq,11,y,5,5\n",
                reading(null, LONG, Missing.INTERPOLATE),
                null);

        float nan = Float.NaN;
        assertThat(content.sequences().values(0))
                .isEqualTo(new float[][] {{1, 1}, {2, 2}, {nan, nan}, {nan, nan}, {5, 5}});
        assertThat(content.sequences().values(1)).isEqualTo(new float[][] {{1, 1}, {2, nan}, {nan, nan}, {4, nan}});
        assertThat(content.sequences().name(1)).isEqualTo("p");
    }

    @Test
    void aLabelAtEachStep() {
        FileContent content =
                read("id,t,kind,a\np,2,10,1\np,1,9,2\nq,1,9,3\n", reading(Task.TAG, LONG, Missing.REFUSE), null);

        assertThat(content.outputs()).containsExactly("9", "10");
        assertThat(content.sequences().label(0, 0)).isZero();
        assertThat(content.sequences().label(0, 1)).isEqualTo(1);
        assertThat(content.sequences().values(0)).isEqualTo(new float[][] {{2}, {1}});
        assertThat(content.sequences().label(1)).isZero();
    }

    @Test
    void aNetworkThatIsThereFindsItsColumns() {
        Form known = new Form(Task.CLASSIFY, List.of("a", "b"), List.of("y", "x"), Scaling.none(2), null);
        Reading reading = reading(null, LONG, Missing.REFUSE);
        FileContent labelled = read("more,b,id,a,t,kind\n?,2,p,1,1,x\n?,4,p,3,2,x\n", reading, known);
        FileContent unlabelled = read("b,id,a,t\n2,p,1,1\n4,p,3,2\n", reading, known);
        FileContent empty = read("b,id,a,t,kind\n2,p,1,1,\n4,p,3,2,\n", reading, known);

        assertThat(labelled.sequences().values(0)).isEqualTo(new float[][] {{1, 2}, {3, 4}});
        assertThat(labelled.sequences().label(0)).isEqualTo(1);
        assertThat(labelled.outputs()).containsExactly("y", "x");
        assertThat(unlabelled.sequences().isLabelled()).isFalse();
        assertThat(unlabelled.sequences().values(0)).isEqualTo(new float[][] {{1, 2}, {3, 4}});
        assertThat(empty.sequences().isLabelled()).isFalse();
    }

    @Test
    void aRowASequenceWithHeader() {
        FileContent content = read("v1,v2,kind,v3\n1,2,x,3\n4,,y,\n", new Columns(null, null, "kind", null, null));
        FileContent numbers = read("v1,y,v2\n1,7,2\n", new Columns(null, null, null, null, List.of("y")));
        Form known = new Form(Task.CLASSIFY, List.of("value"), List.of("x", "y"), Scaling.none(1), null);
        FileContent later =
                read("v1,v2\n1,2\n", reading(null, new Columns(null, null, "kind", null, null), Missing.REFUSE), known);

        assertThat(content.sequences().values(0)).isEqualTo(new float[][] {{1}, {2}, {3}});
        assertThat(content.sequences().values(1)).isEqualTo(new float[][] {{4}});
        assertThat(content.sequences().label(1)).isEqualTo(1);
        assertThat(numbers.task()).isEqualTo(Task.REGRESS);
        assertThat(numbers.outputs()).containsExactly("y");
        assertThat(numbers.sequences().target(0, 0)).isEqualTo(7);
        assertThat(later.sequences().isLabelled()).isFalse();
        assertThat(later.sequences().length(0)).isEqualTo(2);
    }

    @Test
    void classesAreInNaturalOrder() {
        assertThat(ClassNames.sorted(List.of("b", "10", "-1", "9.5", "a10", "a9", "1e1", "B", "1")))
                .containsExactly("-1", "1", "9.5", "10", "1e1", "B", "a10", "a9", "b");
    }
}
