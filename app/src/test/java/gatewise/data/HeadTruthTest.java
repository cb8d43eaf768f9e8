package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HeadTruthTest {
    private static final Scaling SCALING = new Scaling(List.of(0f), List.of(1f));
    private static final Form NUMBERS = new Form(Task.REGRESS, List.of("value"), List.of("y"), SCALING, SCALING);

    private static Form classes(String feature) {
        return new Form(Task.CLASSIFY, List.of(feature), List.of("a", "b"), SCALING, null);
    }

    /** Of a file, and of the same packed. */
    private static boolean isIn(String text, Columns columns, Form form) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        Reading reading = new Reading(null, columns, Missing.REFUSE, null);
        boolean isIn = HeadTruth.isIn(new TextPartsTest.Memory(bytes), reading, form);
        assertThat(HeadTruth.isIn(new TextPartsTest.Memory(packed.toByteArray()), reading, form))
                .isEqualTo(isIn);
        return isIn;
    }

    @Test
    void inTheHeaderOfATsFile() throws Exception {
        Form form = classes("value");
        assertThat(isIn("@classLabel true a b\n@data\n1,2:a\n", Columns.NONE, form))
                .isTrue();
        assertThat(isIn("@classLabel true a b\n@data\n1,2:?\n", Columns.NONE, form))
                .isTrue();
        assertThat(isIn("@classLabel false\n@data\n1,2\n", Columns.NONE, form)).isFalse();
        assertThat(isIn("@targetLabel true\n@data\n1,2:7\n", Columns.NONE, NUMBERS))
                .isTrue();
    }

    @Test
    void inTheColumnsOfATable() throws Exception {
        assertThat(isIn("a,1,2\n", Columns.NONE, classes("value"))).isTrue();
        Columns wide = new Columns(null, null, "class", null, null);
        assertThat(isIn("t1,class,t2\n1,a,2\n", wide, classes("value"))).isTrue();
        assertThat(isIn("t1,t2\n1,2\n", wide, classes("value"))).isFalse();
        Columns steps = new Columns("who", "t", "class", null, null);
        assertThat(isIn("who,t,x,class\np,1,2,a\n", steps, classes("x"))).isTrue();
        assertThat(isIn("who,t,x\np,1,2\n", steps, classes("x"))).isFalse();
        Columns numbers = new Columns("who", "t", null, List.of("value"), List.of("y"));
        assertThat(isIn("who,t,value,y\np,1,2,3\n", numbers, NUMBERS)).isTrue();
        assertThat(isIn("who,t,value\np,1,2\n", numbers, NUMBERS)).isFalse();
    }
}
