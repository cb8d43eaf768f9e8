package gatewise.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gatewise.io.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCaseTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @TempDir
    private Path folder;

    @Test
    void lengthsAreThoseOfTheFileOrAllSteps() {
        ReferenceCase lengths = ReferenceCase.read(REFERENCE.resolve("lengths-lstm.json"));
        assertThat(lengths.hasLengths()).isTrue();
        assertThat(lengths.sizes().lengths()).containsExactly(5, 2, 1, 4);
        assertThat(lengths.length(1)).isEqualTo(2);

        ReferenceCase equal = ReferenceCase.read(REFERENCE.resolve("lstm-small.json"));
        assertThat(equal.hasLengths()).isFalse();
        assertThat(equal.length(1)).isEqualTo(equal.steps());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[5, 2, 1] | lengths has 3 values, expected 4 (batch)",
                "[5, 2, 1, 4, 5] | lengths has 5 values, expected 4 (batch)",
                "[] | lengths has 0 values, expected 4 (batch)",
                "[5, 2, 0, 4] | lengths[2] must be in 1..5 (steps), got 0",
                "[5, 2, 1, -4] | lengths[3] must be in 1..5 (steps), got -4",
                "[6, 2, 1, 4] | lengths[0] must be in 1..5 (steps), got 6",
                "[5, 2.0, 1, 4] | lengths: ",
                "[5, 2.5, 1, 4] | lengths: ",
                "[5, 2e0, 1, 4] | lengths: ",
                "[5, \"2\", 1, 4] | lengths: ",
                "[5, \"\", 1, 4] | lengths: ",
                "[5, true, 1, 4] | lengths: ",
                "[5, null, 1, 4] | lengths: ",
                "[5, [2], 1, 4] | lengths: ",
                "[5, 99999999999, 1, 4] | lengths: ",
                "5 | lengths: ",
                "\"5214\" | lengths: ",
                "{} | lengths: "
            })
    void lengthsThatCannotBeAreNamed(String lengths, String problem) throws Exception {
        String json = Files.readString(REFERENCE.resolve("lengths-lstm.json"));
        Path file = Files.writeString(folder.resolve("case.json"), json.replace("[5, 2, 1, 4]", lengths));
        refused(file, "case.json is not a reference case: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y | y of sequence 2 must be 0 past its end (lengths[2] is 1), got 1.0E-9 at step 4",
                "dy | dy of sequence 2 must be 0 past its end (lengths[2] is 1), got 1.0E-9 at step 4"
            })
    void valuesPastAnEndAreNamed(String name, String problem) throws Exception {
        var json = JSON.readTree(REFERENCE.resolve("lengths-lstm.json").toFile());
        ArrayNode row = (ArrayNode) json.get(name).get(2).get(3);
        row.set(4, row.numberNode(1e-9));
        Path file = folder.resolve("case.json");
        JSON.writeValue(file.toFile(), json);
        refused(file, problem);
    }

    private static void refused(Path file, String problem) {
        assertThatThrownBy(() -> ReferenceCase.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(problem)
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }
}
