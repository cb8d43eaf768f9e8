package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Columns;
import gatewise.data.Form;
import gatewise.data.Missing;
import gatewise.data.NumberSequences;
import gatewise.data.Reading;
import gatewise.data.SequenceFiles;
import gatewise.data.Task;
import gatewise.data.Window;
import gatewise.io.Text;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import gatewise.testing.RequiresBackend;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes for sequences that are no images, compiled and asked. */
@RequiresBackend
class SequenceJavaTest {
    private static final String NAMED = "\"who, id\",time,\"\"\"C\"\"\",\"a, b\",heart rate\n";

    @TempDir
    Path folder;

    /** Every kind with one of the tasks, and every task with kinds of one direction and of two. */
    static Stream<NetworkSpec> kinds() {
        List<NetworkSpec> kinds = EveryKind.specs().toList();
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> SequenceKinds.spec(kinds.get(i), Task.values()[(i + i / 4) % 4]));
    }

    private WrittenClass written(MultiLayerNetwork network, NetworkSpec spec) throws Exception {
        return written(network, spec, SequenceKinds.form(spec.task()));
    }

    private WrittenClass written(MultiLayerNetwork network, NetworkSpec spec, Form form) throws Exception {
        Reading reading = reading(form);
        JavaExport.write(NetworkWeights.of(network, spec), form, reading, folder.resolve("new"), "a.b", "C:\\users");
        return new WrittenClass(folder.resolve("new"), "a.b." + JavaExport.className(form));
    }

    private static Reading reading(Form form) {
        Columns columns = new Columns("who, id", "time", null, null, null);
        Window window = form.task() == Task.FORECAST ? new Window(3, 1, 0) : null;
        return new Reading(form.task(), columns, Missing.REFUSE, window);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindSaysWhatItsNetworkSays(NetworkSpec spec) throws Exception {
        MultiLayerNetwork network = EveryKind.network(spec);
        Form form = SequenceKinds.form(spec.task());
        Inference inference = SequenceKinds.inference(network, spec);
        String method = spec.task().saysClasses() ? "probabilities" : "numbers";
        try (WrittenClass written = written(network, spec)) {
            for (float[][] values : SequenceCheck.random(spec, form, 20, 5)) {
                float[][] expected = inference.answers(scaled(values, form));
                Object said = written.ask(method, values);
                float[][] found = spec.task().atEveryStep() ? (float[][]) said : new float[][] {(float[]) said};
                assertThat(found).hasDimensions(expected.length, 4);
                if (!spec.task().saysClasses()) {
                    for (int k = 0; k < 4; k++) {
                        found[0][k] = form.outputScaling().scaled(k, found[0][k]);
                    }
                }
                assertThat(OnnxCheck.deviation(expected, found)).isLessThanOrEqualTo(OnnxCheck.TOLERANCE);
                if (!spec.bidirectional()) {
                    float[] last = written.steps(values);
                    float[] atOnce = spec.task().atEveryStep()
                            ? ((float[][]) said)[values.length - 1]
                            : (float[]) written.ask(method, values);
                    assertThat(last).isEqualTo(atOnce);
                }
            }
            assertThat((String[]) written.ask("outputs")).containsExactlyElementsOf(form.outputs());
            assertThat((String[]) written.ask("features")).containsExactlyElementsOf(form.features());
            assertThat(written.ask("origin")).isEqualTo("C:\\users");
        }
    }

    private static float[][] scaled(float[][] values, Form form) {
        float[][] steps = new float[values.length][];
        for (int t = 0; t < steps.length; t++) {
            steps[t] = values[t].clone();
            for (int f = 0; f < steps[t].length; f++) {
                steps[t][f] = form.scaling().scaled(f, values[t][f]);
            }
        }
        return steps;
    }

    @Test
    void itsMainReadsTablesByTheNamesOfTheirColumns() throws Exception {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.CLASSIFY);
        Path inOrder = Files.writeString(folder.resolve("order.csv"), "60,-2,1\n80,-1.5,2e1\n\n");
        Path named = Files.writeString(
                folder.resolve("named.csv"),
                "\uFEFFtime,\"\"\"C\"\"\",\"a, b\",heart rate\r\nx,1,-2,60\r\ny,2e1,-1.5,80\r\n");
        try (WrittenClass written = written(EveryKind.network(spec), spec)) {
            String said = written.main(inOrder);
            assertThat(said).matches("(walks|runs|sleeps|'zwölf \\*/') \\d+\\.\\d%\\R");
            assertThat(written.main(named)).isEqualTo(said);
            assertThat(written.main(named, inOrder)).isEqualTo(named + ": " + said + inOrder + ": " + said);
            InputStream in = System.in;
            try {
                System.setIn(new ByteArrayInputStream("60,-2,1\n80,-1.5,20\n".getBytes(StandardCharsets.UTF_8)));
                assertThat(written.main("-")).isEqualTo(said);
                assertThat(written.main("-", inOrder, "-")).contains("standard input can be read once");
                assertThat(written.code()).isEqualTo(2);
            } finally {
                System.setIn(in);
            }
            assertThat(written.main()).contains("give CSV files, a row a step");
            assertThat(written.code()).isEqualTo(2);
            for (String[] wrong : new String[][] {
                {"1,2\n", "2 columns, expected 3"},
                {"1,2,3\n1,2\n", "line 2 has 2 columns, expected 3"},
                {"1,2,3\n1,x,2\n", "line 2 has 'x', expected a number"},
                {"1,2,3\n1,NaN,2\n", "line 2 has 'NaN', expected a number"},
                {"a,b,c\n1,2,3\n", "no column is called 'heart rate'"},
                {NAMED + "x,10,1,-2,60\nx,9,1,-2,60\n", "line 3 has the step '9' after '10'"},
                {NAMED + "x,1,1,-2,60\nx,1,1,-2,60\n", "line 3 has the step '1' after '1'"},
                {"\n", "no steps"}
            }) {
                assertThat(written.main(Files.writeString(folder.resolve("wrong.csv"), wrong[0])))
                        .contains(wrong[1])
                        .hasLineCount(1);
                assertThat(written.code()).isEqualTo(2);
            }
            assertThat(written.main(folder.resolve("none.csv")))
                    .contains("none.csv: no such file")
                    .hasLineCount(1);
            assertThat(written.main(inOrder, folder.resolve("none.csv")))
                    .contains(inOrder + ": " + said)
                    .contains("no such file");
            assertThat(written.code()).isEqualTo(2);
        }
    }

    @Test
    void itsMainKeepsTheSequencesOfATableApart() throws Exception {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.REGRESS);
        Path table = Files.writeString(
                folder.resolve("table.csv"),
                NAMED + "\"P, 1\",9,1,-2,60\nP2,2026-01-31,5,3,90\n\"P, 1\",10,20,-1.5,80\nP2,2026-02-01,7,3,91\n");
        try (WrittenClass written = written(EveryKind.network(spec), spec)) {
            String first = written.main(Files.writeString(folder.resolve("1.csv"), "60,-2,1\n80,-1.5,20\n"));
            String second = written.main(Files.writeString(folder.resolve("2.csv"), "90,3,5\n91,3,7\n"));
            assertThat(first).isNotEqualTo(second);
            assertThat(written.main(table)).isEqualTo("P, 1: " + first + "P2: " + second);
            assertThat(written.code()).isZero();
        }
    }

    @Test
    void itsMainForecastsFromTheLastWindowAsThisApplicationDoes() throws Exception {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.FORECAST);
        MultiLayerNetwork network = EveryKind.network(spec);
        Form form = SequenceKinds.form(Task.FORECAST);
        StringBuilder rows = new StringBuilder(NAMED);
        for (int t = 0; t < 7; t++) {
            rows.append("P1,")
                    .append(t)
                    .append(",")
                    .append(t * t)
                    .append(",")
                    .append(t - 5)
                    .append(",50\n");
            rows.append(t < 3 ? "P2," + t + ",-9," + t + ",90\n" : "");
        }
        Path table = Files.writeString(folder.resolve("series.csv"), rows);
        NumberSequences windows = SequenceFiles.read(table, reading(form), form);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            float[] answer = SequenceKinds.inference(network, spec).answers(windows.steps(i))[0];
            expected.add(
                    Text.format("P%d: walks %.2f", i + 1, form.outputScaling().unscaled(0, answer[0])));
        }
        try (WrittenClass written = written(network, spec)) {
            List<String> said = written.main(table)
                    .lines()
                    .map(line -> line.replaceFirst(",.*", ""))
                    .map(line -> line.replaceFirst("[^ ]*$", Text.format("%.2f", number(line))))
                    .toList();
            assertThat(said).isEqualTo(expected);
            Path few = Files.writeString(folder.resolve("few.csv"), NAMED + "P1,1,1,2,3\nP1,2,1,2,3\n");
            assertThat(written.main(few))
                    .contains("sequence P1 has 2 steps, expected the 3 of a window at least")
                    .hasLineCount(1);
            assertThat(written.code()).isEqualTo(2);
        }
    }

    private static double number(String line) {
        return Double.parseDouble(line.replaceFirst(".* ", ""));
    }

    @Test
    void namesWithPunctuationStandInQuotes() throws Exception {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.REGRESS);
        Form form = SequenceKinds.form(Task.REGRESS);
        Form odd = new Form(
                form.task(), form.features(), List.of("kg", "m, s", "it's", ""), form.scaling(), form.outputScaling());
        try (WrittenClass written = written(EveryKind.network(spec), spec, odd)) {
            assertThat(written.main(Files.writeString(folder.resolve("1.csv"), "60,-2,1\n")))
                    .matches("kg [-.\\d]+, 'm, s' [-.\\d]+, 'it's' [-.E\\d]+, '' [-.\\d]+\\R");
        }
    }

    @Test
    void itsMainSeparatesFieldsByWhatTheFirstLinesSay() throws Exception {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.CLASSIFY);
        try (WrittenClass written = written(EveryKind.network(spec), spec)) {
            String said = written.main(Files.writeString(folder.resolve("1.csv"), "60,-2,1\n80,-1.5,20\n"));
            for (String separator : List.of("\t", ";")) {
                String names = String.join(separator, "a, b", "state", "heart rate", "\"\"\"C\"\"\"");
                String first = String.join(separator, "-2", "runs", "60", "1");
                String second = String.join(separator, "-1.5", "walks, then; runs".replace(separator, ""), "80", "20");
                Path table = folder.resolve("names.txt");
                Files.writeString(table, "\n" + names + "\n \n" + first + "\n" + second + "\n");
                assertThat(written.main(table)).isEqualTo(said);
            }
            assertThat(written.main(Files.writeString(folder.resolve("one.csv"), "60;-2;1")))
                    .hasLineCount(1);
            assertThat(written.code()).isZero();
        }
    }

    @Test
    void javaExitsWithTwoWhereAFileCannotBeRead() throws Exception {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.CLASSIFY);
        written(EveryKind.network(spec), spec).close();
        Process java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        folder.resolve("new").toString(),
                        "a.b.SequenceClassifier",
                        "none.csv")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo("none.csv: no such file");
        assertThat(java.waitFor()).isEqualTo(2);
    }

    @Test
    void itsMainSaysTheClassOfEachStep() throws Exception {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.TAG);
        Path file = Files.writeString(folder.resolve("steps.csv"), "60,-2,1\n80,-1.5,20\n70,-1,0\n");
        try (WrittenClass written = written(EveryKind.network(spec), spec)) {
            assertThat(written.main(file).lines())
                    .hasSize(3)
                    .last()
                    .asString()
                    .matches("step 3: (walks|runs|sleeps|'zwölf \\*/') \\d+\\.\\d%");
        }
    }
}
