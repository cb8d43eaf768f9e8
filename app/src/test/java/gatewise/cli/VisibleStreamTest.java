package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is printed beside the lines of commands: logs of libraries, and what a thread ends with. */
class VisibleStreamTest {
    private static final String HOSTILE =
            "a\u001b]0;t\u0007b\rc\bd\u007fe\u0085f\u009b2Jg\u2028h\u2029i\u202ej\u2066k\u2069l\u0000m\u001b[31mn";
    private static final String VISIBLE =
            "a\\u001b]0;t\\u0007b\\u000dc\\u0008d\\u007fe\\u0085f\\u009b2Jg\\u2028h\\u2029i\\u202ej"
                    + "\\u2066k\\u2069l\\u0000m\\u001b[31mn";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStream stream = new VisibleStream(written);

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatATerminalWouldObeyIsSeen() throws IOException {
        stream.write(HOSTILE.getBytes(StandardCharsets.UTF_8));
        assertThat(written()).isEqualTo(VISIBLE);
    }

    @Test
    void characterByCharacterToo() throws IOException {
        for (byte b : HOSTILE.getBytes(StandardCharsets.UTF_8)) {
            stream.write(b);
            stream.flush();
        }
        assertThat(written()).isEqualTo(VISIBLE);
    }

    @Test
    void linesTabsAndLettersPass() throws IOException {
        String text = "a\tb\nÄ漢\u2030\u2070\u2027\u202f\u00a0\ud83d\ude00\n";
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        assertThat(written()).isEqualTo(text);
    }

    /** A terminal of eight bits would take the second for the beginning of a command. */
    @Test
    void bytesOfNoCharacterAreSeenOrHarmless() throws IOException {
        stream.write(new byte[] {'a', (byte) 0x9b, 'b', (byte) 0xe2, (byte) 0x80, 0x1b, (byte) 0xc2, 'c', (byte) 0x85});
        assertThat(written.toByteArray())
                .isEqualTo("a\\u009bb\u00e2\\u0080\\u001b\u00c2c\\u0085".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A library's log and a thread that ends, with text of a file. */
    static final class Hostile {
        public static void main(String[] arguments) throws InterruptedException {
            Main.prepare();
            LoggerFactory.getLogger("org.library").error(HOSTILE, new IllegalStateException(HOSTILE));
            Thread thread = new Thread(
                    () -> {
                        throw new IllegalStateException(HOSTILE);
                    },
                    HOSTILE);
            thread.start();
            thread.join();
            Thread starved = new Thread(
                    () -> {
                        throw new OutOfMemoryError(HOSTILE);
                    },
                    HOSTILE);
            starved.start();
            starved.join();
        }
    }

    @Test
    void logsAndThreadsThatEndGoThroughIt() throws Exception {
        Process process = OwnJvm.java(List.of("-Dlogback.configurationFile=logback.xml"), Hostile.class, List.of())
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines())
                .contains(
                        "ERROR library: " + VISIBLE,
                        "java.lang.IllegalStateException: " + VISIBLE,
                        "Exception in thread \"" + VISIBLE + "\" java.lang.IllegalStateException: " + VISIBLE)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("gatewise: there is not enough memory (")
                        .contains("in the thread " + VISIBLE + "; "));
        assertThat(said).doesNotContainPattern("[\\p{Cntrl}\u2028-\u202e\u2066-\u2069&&[^\n\t]]");
    }
}
