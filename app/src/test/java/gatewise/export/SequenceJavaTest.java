package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Form;
import gatewise.data.Task;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import gatewise.testing.RequiresBackend;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    @TempDir
    Path folder;

    /** Every kind with one of the tasks, and every task with kinds of one direction and of two. */
    static Stream<NetworkSpec> kinds() {
        List<NetworkSpec> kinds = EveryKind.specs().toList();
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> SequenceKinds.spec(kinds.get(i), Task.values()[(i + i / 4) % 4]));
    }

    private WrittenClass written(MultiLayerNetwork network, NetworkSpec spec) throws Exception {
        Form form = SequenceKinds.form(spec.task());
        JavaExport.write(NetworkWeights.of(network, spec), form, folder.resolve("new"), "a.b", "C:\\users");
        return new WrittenClass(folder.resolve("new"), "a.b." + JavaExport.className(form));
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
            assertThat(said).matches("(walks|runs|sleeps|zwölf \\*/) \\d+\\.\\d%\\R");
            assertThat(written.main(named)).isEqualTo(said);
            assertThat(written.main(named, inOrder)).isEqualTo(named + ": " + said + inOrder + ": " + said);
            InputStream in = System.in;
            try {
                System.setIn(new ByteArrayInputStream("60,-2,1\n80,-1.5,20\n".getBytes(StandardCharsets.UTF_8)));
                assertThat(written.main("-")).isEqualTo(said);
            } finally {
                System.setIn(in);
            }
            assertThat(written.main()).contains("give CSV files of one sequence each");
            for (String[] wrong : new String[][] {
                {"1,2\n", "2 columns, expected 3"},
                {"1,2,3\n1,2\n", "line 2 has 2 columns, expected 3"},
                {"1,2,3\n1,x,2\n", "line 2 has 'x', expected a number"},
                {"1,2,3\n1,NaN,2\n", "line 2 has 'NaN', expected a number"},
                {"a,b,c\n1,2,3\n", "no column is called 'heart rate'"},
                {"\n", "no steps"}
            }) {
                assertThat(written.main(Files.writeString(folder.resolve("wrong.csv"), wrong[0])))
                        .contains(wrong[1]);
            }
        }
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
                    .matches("step 3: (walks|runs|sleeps|zwölf \\*/) \\d+\\.\\d%");
        }
    }
}
