package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.network.Cell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchFileTest {
    @TempDir
    Path folder;

    private SearchSpace read(String json) throws Exception {
        return SearchFile.read(Files.writeString(folder.resolve("space.json"), json));
    }

    @Test
    void aFieldIsAValueAListOrARangeAndWhatIsMissingIsUsual() throws Exception {
        SearchSpace space = read("{\"cell\": \"simple\", \"hiddenSize\": {\"from\": 8, \"to\": 8}, \"layers\": [3, 1],"
                + " \"bidirectional\": true, \"dropout\": {\"from\": 0, \"to\": 0.25}, \"l2\": [0, 1e-5]}");
        assertThat(space.layers().cell().values()).containsExactly(Cell.SIMPLE);
        assertThat(space.layers().hiddenSize().range()).isEqualTo(new Range(8, 8));
        assertThat(space.layers().count().values()).containsExactly(3, 1);
        assertThat(space.layers().bidirectional().values()).containsExactly(true);
        assertThat(space.dropout().range()).isEqualTo(new Range(0, 0.25));
        assertThat(space.l2().values()).isEqualTo(List.of(0.0, 1e-5));
        assertThat(space.learningRate()).isEqualTo(SearchSpace.DEFAULT.learningRate());
        assertThat(read("{}")).isEqualTo(SearchSpace.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | expected a JSON object of what a search draws from",
                "[] | expected a JSON object of what a search draws from; give one such as {\"cell\": [",
                "{ | is not JSON",
                "{\"cell\": \"gru\", \"cell\": \"lstm\"} | is not JSON",
                "{\"learningrate\": 1} | unknown field 'learningrate', expected one of cell, hiddenSize, layers",
                "{\"learning_rate\": 1} | did you mean learningRate?",
                "{\"cell\": \"GRU\"} | cell must be lstm, gru or simple, got \"GRU\"; give one, or a list",
                "{\"cell\": []} | cell is an empty list; name lstm, gru or simple",
                "{\"cell\": null} | cell must be lstm, gru or simple, got null",
                "{\"cell\": {\"from\": \"gru\", \"to\": \"lstm\"}} | cell has no range, got {",
                "{\"cell\": [\"gru\", \"gru\"]} | cell names \"gru\" twice; leave one out",
                "{\"hiddenSize\": 0} | hiddenSize must be a whole number in 1..65536, got 0; give one, a list, or {\"from\": ",
                "{\"hiddenSize\": 2.5} | hiddenSize must be a whole number in 1..65536, got 2.5",
                "{\"hiddenSize\": \"32\"} | hiddenSize must be a whole number in 1..65536, got \"32\"",
                "{\"hiddenSize\": [[32]]} | got [32]",
                "{\"hiddenSize\": {\"from\": 64, \"to\": 32}} | hiddenSize: from 64 is above to 32; swap the two",
                "{\"hiddenSize\": {\"from\": 1.5, \"to\": 32}} | hiddenSize.from must be a whole number",
                "{\"hiddenSize\": {\"from\": 1, \"to\": 65537}} | hiddenSize.to must be a whole number in 1..65536, got 65537",
                "{\"hiddenSize\": {\"from\": 1}} | hiddenSize: 'to' is missing; add it",
                "{\"hiddenSize\": {\"min\": 1, \"to\": 2}} | hiddenSize: unknown field 'min', expected one of from, to",
                "{\"layers\": 17} | layers must be a whole number in 1..16, got 17",
                "{\"bidirectional\": \"yes\"} | bidirectional must be true or false, got \"yes\"",
                "{\"learningRate\": {\"from\": 0, \"to\": 1}} | learningRate.from must be a number in 1e-38..1e38, got 0",
                "{\"learningRate\": -1} | learningRate must be a number in 1e-38..1e38, got -1",
                "{\"learningRate\": 1e39} | learningRate must be a number in 1e-38..1e38",
                "{\"learningRate\": 1e999} | got 1e999",
                "{\"dropout\": 1} | dropout must be a number in 0..1 (without 1), got 1",
                "{\"dropout\": {\"from\": 0, \"to\": 1}} | dropout.to must be a number in 0..1 (without 1), got 1",
                "{\"l2\": -0.1} | l2 must be a number in 0..1e38, got -0.1",
                "{\"l2\": {\"from\": 0, \"to\": 0.1}} | l2: a range is drawn by its logarithm, which 0 has not",
            })
    void whatIsNoSpaceIsRefusedInALine(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("space.json")
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .satisfies(e -> assertThat(((UserError) e).exitCode()).isEqualTo(2));
    }
}
