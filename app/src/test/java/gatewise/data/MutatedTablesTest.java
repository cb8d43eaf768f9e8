package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.io.UserError;
import gatewise.testing.BoundedJvm;
import gatewise.testing.ReaderTrial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Damaged tables are read, or refused in one line that names the file, in little memory: in a JVM that has no more. */
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

    public static void main(String[] arguments) {
        ReaderTrial trial = new ReaderTrial(MUTATIONS);
        for (Asked asked : Asked.values()) {
            trial.run(asked.name(), ORIGINALS, bytes -> read(bytes, asked));
        }
        Map<String, Integer> read = trial.end();
        read.remove(Asked.ANYTHING.name());
        assertThat(read.values()).allMatch(count -> count > MUTATIONS / 200 && count < MUTATIONS * 49 / 50);
    }

    private static void read(byte[] bytes, Asked asked) throws IOException {
        try {
            FileContent content = TableFile.read(new ByteArrayInputStream(bytes), "table.csv", asked.reading, null);
            assertThat(content.sequences().count()).isPositive();
        } catch (UserError e) {
            assertThat(e.getMessage()).startsWith("table.csv").hasSizeLessThan(1_000);
            throw e;
        }
    }

    @Test
    void areReadOrRefused() throws Exception {
        BoundedJvm.run(Duration.ofMinutes(3), "256m", MutatedTablesTest.class);
    }
}
