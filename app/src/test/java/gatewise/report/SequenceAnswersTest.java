package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Columns;
import gatewise.data.Form;
import gatewise.data.Missing;
import gatewise.data.NumberSequences;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.data.SequenceFiles;
import gatewise.data.Task;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that could be taken for others stand in quotes. */
class SequenceAnswersTest {
    private static final List<String> NAMES = List.of("walk, fast", "1.0", "stands x2", "it's");

    private static Form form(Task task) {
        return new Form(
                task, List.of("a"), NAMES, Scaling.none(1), task.saysClasses() ? null : Scaling.none(NAMES.size()));
    }

    private static NumberSequences steps(Task task, String text) {
        Columns columns =
                new Columns("id", "t", task.saysClasses() ? "kind" : null, null, task.saysClasses() ? null : NAMES);
        return SequenceFiles.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "table.csv",
                new Reading(task, columns, Missing.REFUSE, null),
                form(task));
    }

    private static List<String> words(Task task, String text, float[]... answers) {
        return new SequenceAnswers(form(task), 2).words(answers, steps(task, text), 0);
    }

    @Test
    void ofRuns() {
        assertThat(words(
                        Task.TAG,
                        "id,t,a,kind\nx,1,0,\"walk, fast\"\nx,2,0,stands x2\nx,3,0,1.0\n",
                        new float[] {0, 1, 0, 0},
                        new float[] {1, 0, 0, 0},
                        new float[] {0, 0, 0, 1}))
                .containsExactly(
                        "1.0 x1,",
                        "'walk, fast' x1,",
                        "'it's' x1",
                        "(is 'walk, fast' x1,",
                        "'stands x2' x1,",
                        "1.0 x1)");
    }

    @Test
    void ofClasses() {
        assertThat(words(Task.CLASSIFY, "id,t,a,kind\nx,1,0,stands x2\n", new float[] {0.75f, 0.25f, 0, 0}))
                .containsExactly("'walk, fast' 75.0%", "1.0 25.0%", "(is 'stands x2')");
    }

    @Test
    void ofNumbers() {
        assertThat(words(Task.REGRESS, "id,t,a\nx,1,0\n", new float[] {1, 2, 3, 4}))
                .containsExactly("'walk, fast' 1.0000,", "1.0 2.0000,", "'stands x2' 3.0000,", "'it's' 4.0000");
    }
}
