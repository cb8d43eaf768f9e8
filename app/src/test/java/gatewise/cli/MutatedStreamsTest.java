package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.checkpoint.Engine;
import gatewise.data.Form;
import gatewise.data.Missing;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.network.NetworkSpec;
import gatewise.network.Output;
import gatewise.network.Predictor;
import gatewise.report.SequenceAnswers;
import gatewise.testing.BoundedJvm;
import gatewise.testing.Mutations;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand damaged streams of steps, the same in every run: each line is answered, or refused in a line, in a JVM of
 * their own as natives are near.
 */
@RequiresBackend
class MutatedStreamsTest {
    private static final int STREAMS = 10_000;
    private static final int ONE_IN = 200;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final List<byte[]> ORIGINALS = Stream.of(
                    "1,2\n3,4\n\n5,6\n",
                    "load\twind\n1e3\t-.5\n?\tNaN\n\n\n7\t8\n",
                    "\ufeff\"wind\";\"time\";\"load\"\r\n1;noon;2\r\n;;\r\n3;\u00e9;4\r\n",
                    "NA,+1.\n\u0000,1\n1e39,1e-50\n1,2,3\n-1,two\n0,0",
                    "load,other,wind\n1,\ud83d\ude00,2\n1e38,x,-1e38\n,,\n")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    private static List<Predictor> networks;
    private static List<Form> forms;

    private final Random random = new Random(1);
    private final ObjectMapper json = new ObjectMapper();
    private int whole;
    private int answers;

    private static void create() {
        networks = new ArrayList<>();
        forms = new ArrayList<>();
        Scaling scaling = new Scaling(List.of(10f, 0f), List.of(2f, 1f));
        for (Task task : List.of(Task.CLASSIFY, Task.REGRESS, Task.TAG)) {
            NetworkSpec spec = Toy.NETWORK.toBuilder()
                    .inputSize(2)
                    .classes(2)
                    .output(Output.of(task))
                    .build();
            networks.add(new Predictor(Engine.FAST.create(spec, 1, 1), spec));
            forms.add(new Form(
                    task,
                    List.of("load", "wind"),
                    List.of("a", "b"),
                    scaling,
                    task.saysClasses() ? null : new Scaling(List.of(0f, 1f), List.of(1f, 2f))));
        }
    }

    @Test
    void areAnsweredOrRefusedLineByLine() throws Exception {
        BoundedJvm.run(Duration.ofMinutes(3), "512m", MutatedStreamsTest.class);
    }

    public static void main(String[] arguments) throws Exception {
        ActiveBackend.start();
        create();
        new MutatedStreamsTest().check();
    }

    private void check() throws Exception {
        Mutations mutations = new Mutations(1, ORIGINALS);
        for (int i = 0; i < STREAMS; i++) {
            byte[] bytes = i % ONE_IN == 0 ? withLongPiece(mutations.next()) : mutations.next();
            long began = System.nanoTime();
            read(bytes, i);
            assertThat(System.nanoTime() - began).as("stream %s", i).isLessThan(MOST_NANOS);
        }
        assertThat(whole).isBetween(STREAMS / 50, STREAMS / 2);
        assertThat(answers).isGreaterThan(STREAMS / 2);
    }

    /** About as long as a line may be: digits, separators, ends of lines, anything. */
    private byte[] withLongPiece(byte[] bytes) {
        byte[] pieces = "90,;\t\nx\u0000-?\"".getBytes(StandardCharsets.US_ASCII);
        byte[] piece = new byte[(1 << 20) - 10 + random.nextInt(20)];
        Arrays.fill(piece, pieces[random.nextInt(pieces.length)]);
        int at = random.nextInt(bytes.length + 1);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, at);
        joined.writeBytes(piece);
        joined.write(bytes, at, bytes.length - at);
        return joined.toByteArray();
    }

    private void read(byte[] bytes, int number) throws Exception {
        Form form = forms.get(number % forms.size());
        Missing missing = Missing.values()[number / 3 % Missing.values().length];
        boolean isJson = number % 2 == 0;
        PredictionStream stream = new PredictionStream(
                networks.get(number % forms.size()),
                new StepLines(form, missing),
                new SequenceAnswers(form, 2),
                isJson);
        StringWriter out = new StringWriter();
        List<UserError> problems = new ArrayList<>();
        boolean ended = false;
        try {
            boolean all = stream.run(
                    new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8),
                    new PrintWriter(out),
                    problems::add);
            assertThat(all).isEqualTo(problems.isEmpty());
            whole += all ? 1 : 0;
        } catch (UserError e) {
            ended = true;
            problems.add(e);
        }
        for (UserError problem : problems) {
            assertThat(problem.getMessage())
                    .as("stream %s", number)
                    .startsWith("standard input, line ")
                    .hasSizeLessThan(1_000)
                    .matches(message -> message.lines().count() == 1);
        }
        List<String> said =
                out.toString().lines().filter(line -> !line.isEmpty()).toList();
        for (String line : said) {
            assertThat(line).doesNotContain("NaN", "Infinity");
            if (isJson) {
                assertThat(json.readTree(line).has("step")).isTrue();
            } else {
                assertThat(line).matches("[0-9]+:  .+");
            }
        }
        answers += said.size();
        long lines = Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\n"))
                .filter(line -> !line.isBlank())
                .count();
        if (!ended) {
            // The first may be a header.
            assertThat(said.size() + problems.size()).as("stream %s", number).isBetween((int) lines - 1, (int) lines);
        }
    }
}
