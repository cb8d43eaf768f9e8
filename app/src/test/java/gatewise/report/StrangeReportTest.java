package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.scoring.Evaluation;
import gatewise.testing.Toy;
import gatewise.training.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report.json beside a checkpoint may be anybody's: what it says is a share, or it is taken for no report. */
class StrangeReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Provenance provenance;
    private Path report;
    private byte[] good;

    @BeforeEach
    void write() throws Exception {
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder().epochs(1).build();
        provenance = Toy.afterAnEpoch(Toy.provenance(Toy.NETWORK, plan, Toy.data(folder.resolve("data"))));
        RunFolder run = new RunFolder(folder);
        RunReport.writeResult(run, provenance, provenance.progress().best(), new Evaluation(new long[][] {
            {3, 1, 0}, {0, 4, 0}, {0, 0, 2}
        }));
        report = run.report();
        good = Files.readAllBytes(report);
    }

    private OptionalDouble accuracy() {
        return RunReport.testAccuracy(folder.resolve("last.zip"), provenance);
    }

    private OptionalDouble accuracyWith(String field, String value) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(good);
        ((ObjectNode) json.at(field.substring(0, field.lastIndexOf('/'))))
                .set(field.substring(field.lastIndexOf('/') + 1), JSON.readTree(value));
        Files.write(report, JSON.writeValueAsBytes(json));
        return accuracy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.25", "1e-3"})
    void aShareIsTaken(String value) throws Exception {
        assertThat(accuracy()).hasValue(0.9);
        assertThat(accuracyWith("/testAccuracy", value)).hasValue(Double.parseDouble(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"NaN\"",
                "\"Infinity\"",
                "\"0.5\"",
                "\"\"",
                "null",
                "true",
                "[0.5]",
                "{}",
                "-0.1",
                "1.0000001",
                "7",
                "1e300",
            })
    void whatIsNoShareIsNoReport(String value) throws Exception {
        assertThat(accuracyWith("/testAccuracy", value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/scoredEpoch | \"1\"",
                "/scoredEpoch | 1.5",
                "/scoredEpoch | true",
                "/scoredEpoch | 4294967297",
                "/seed | \"1\"",
                "/seed | 1.9",
                "/seed | true",
                "/seed | 18446744073709551617",
                "/data/sha256 | null",
                "/network/classes | \"3\"",
                "/network/classes | 3.0",
                "/network | null",
                "/network | []",
                "/network/hiddenSizes | [null]",
                "/network/hiddenSizes | [[8]]",
                "/network/optimizer | {\"type\":\"java.lang.Runtime\"}",
                "/network/optimizer/learningRate | 1e400",
            })
    void whatIsOfAnotherTypeIsOfAnotherNetwork(String field, String value) throws Exception {
        assertThat(accuracyWith(field, value)).isEmpty();
    }
}
