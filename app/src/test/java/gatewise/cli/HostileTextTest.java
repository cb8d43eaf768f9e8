package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.export.ForeignModels;
import gatewise.export.OnnxImport;
import gatewise.io.Json;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels and names that say more to a terminal or a browser than text. */
@RequiresBackend
class HostileTextTest {
    private static final String SCRIPT = "<script>alert('1')</script>&\"";
    private static final List<String> LABELS =
            List.of("\u001b]0;title\u0007red\u001b[31m", "two\nlines\r\u2028", SCRIPT, "\u202eturned\u009b2J\u007f");
    private static final String CONTROLS = "[\\p{Cntrl}\u2028-\u202e\u2066-\u2069&&[^\n]]";

    @TempDir
    static Path folder;

    private static Path data;
    private static Path model;

    /** The labels come with an ONNX model, in its metadata, with a producer of the same kind. */
    @BeforeAll
    static void importIt() throws Exception {
        data = folder.resolve("data");
        IdxFiles.write(data, 48, 20, 6, 5, 4, 1, false);
        ModelProto.Builder onnx = ModelProto.parseFrom(ForeignModels.lstm()).toBuilder();
        onnx.setProducerName("\u001b[2Jmaker");
        onnx.addMetadataPropsBuilder().setKey(OnnxImport.LABELS).setValue(Json.FILES.writeValueAsString(LABELS));
        Path file = Files.write(folder.resolve("m.onnx"), onnx.build().toByteArray());
        model = folder.resolve("m.zip");
        CommandResult result = run("import", "--onnx", file, "--out", model, "--data", data);
        assertSafe(result.hasExitCode(0));
        assertThat(result.out()).contains("\\u001b[2Jmaker");
    }

    private static void assertSafe(CommandResult result) {
        assertThat(result.out() + result.err()).doesNotContainPattern(CONTROLS);
        assertThat((result.out() + result.err()).lines()).noneMatch(line -> line.startsWith("lines"));
    }

    @Test
    void noCommandPassesThemToTheTerminal() {
        for (List<?> command : List.<List<?>>of(
                List.of("evaluate", model, "--out", folder.resolve("evaluated")),
                List.of("predict", model, "--index", 0, "--index", 1, "--index", 2, "--index", 3, "--top", 4),
                List.of("explain", model, "--index", 1, "--out", folder.resolve("explained")),
                List.of("explain", model, "--index", 3, "--json"),
                List.of("evaluate", model, "--json"),
                List.of("describe", model),
                List.of("describe", model, "--json"))) {
            CommandResult result = run(command.toArray()).hasExitCode(0);
            assertSafe(result);
            assertThat(result.out()).as(command.toString()).isNotEmpty();
        }
        assertThat(run("predict", model, "--index", 1, "--top", 4).out())
                .contains("\\u001b]0;title\\u0007red\\u001b[31m ", "two\\u000alines\\u000d\\u2028 ", SCRIPT + " ")
                .contains("(is two\\u000alines");
    }

    @Test
    void jsonKeepsThem() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(run("describe", model, "--json").hasExitCode(0).out());
        assertThat(json.at("/data/labels")).extracting(JsonNode::asText).containsExactlyElementsOf(LABELS);
    }

    @Test
    void namesOfNetworksReachNeitherTerminalNorBrowser() throws Exception {
        Path study = Files.writeString(
                folder.resolve("study.json"),
                Json.FILES.writeValueAsString(List.of(
                        Map.of("name", SCRIPT + "\u001b[31m\nx", "hiddenSizes", List.of(2)),
                        Map.of("name", "\u202eother", "hiddenSizes", List.of(3)))));
        Path out = folder.resolve("compared");
        CommandResult result = run(
                        "compare", study, "--data", data, "--batch", 16, "--epochs", 1, "--seeds", 1, "--out", out)
                .hasExitCode(0);
        assertSafe(result);
        assertThat(result.err()).contains(SCRIPT + "\\u001b[31m\\u000ax, seed");
        try (var files = Files.walk(out)) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*\\.(html|svg)")).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("<script>alert", "\u001b", "\u202e");
            }
        }
        assertThat(Files.readString(out.resolve("report.html"))).contains("&lt;script&gt;alert('1')");
    }

    @Test
    void namesInAGraphDoNotReachTheTerminal() throws Exception {
        ModelProto.Builder onnx = ModelProto.parseFrom(ForeignModels.lstm()).toBuilder();
        onnx.getGraphBuilder()
                .getNodeBuilder(0)
                .setName("\u001b[31m\nnode\u0085")
                .setOpType("Odd\u202e");
        Path file = Files.write(folder.resolve("odd.onnx"), onnx.build().toByteArray());
        CommandResult result = run("import", "--onnx", file, "--out", folder.resolve("odd.zip"));
        assertSafe(result);
        result.isWrongUse("node '\\u001b[31m\\u000anode\\u0085' (Odd\\u202e)");
    }
}
