package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.io.UserError;
import gatewise.testing.Mutations;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged tables are read, or refused in one line that names the file. */
class MutatedTablesTest {
    private static final int MUTATIONS = 10_000;
    private static final List<byte[]> ORIGINALS = List.of(
            bytes("id,t,kind,a,b\np,1,x,0.5,1\np,2,x,1.5,2\nq,1,y,-1e3,3\nq,2,y,4,5\nq,3,y,4,5\n"),
            bytes("\"id\";t;kind;a;b\r\n\"p \"\"1\"\"\";2026-01-01;x;0.5;1\r\np;2026-01-02T10:00;x;1.5;2\r\n"),
            bytes("kind\tid\tt\ta\tb\nx\tp\t0.25\t?\t1\nx\tp\t1.5\tNaN\t\nx\tq\t1\t0.5\t1\nx\tp\t-2\t0.5\t1\n"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is asked of a table. */
    enum Asked {
        CLASSES(null, new Columns("id", "t", "kind", null, null), null),
        TAGS(Task.TAG, new Columns("id", "t", "kind", null, null), null),
        NUMBERS(null, new Columns("id", "t", null, List.of("a"), List.of("b")), null),
        FORECASTS(null, new Columns("id", "t", null, List.of("a"), null), new Window(1, 1, 0)),
        ROWS(null, new Columns(null, null, "kind", List.of("a", "b"), null), null),
        ANYTHING(null, Columns.NONE, null);

        private final Reading reading;

        Asked(Task task, Columns columns, Window window) {
            reading = new Reading(task, columns, Missing.INTERPOLATE, window);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadOrRefused(Asked asked) {
        Mutations mutations = new Mutations(1, ORIGINALS);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutations.next();
            try {
                FileContent content = TableFile.read(new ByteArrayInputStream(bytes), "table.csv", asked.reading, null);
                assertThat(content.sequences().count()).isPositive();
                read++;
            } catch (UserError e) {
                assertThat(e.getMessage())
                        .startsWith("table.csv")
                        .hasSizeLessThan(1_000)
                        .doesNotContain("\n");
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "copy " + i + " of seed 1: " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
        if (asked != Asked.ANYTHING) {
            assertThat(read).isBetween(MUTATIONS / 200, MUTATIONS * 49 / 50);
        }
    }
}
