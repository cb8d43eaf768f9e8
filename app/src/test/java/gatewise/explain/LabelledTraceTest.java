package gatewise.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.explain.CellTrace.Direction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelledTraceTest {
    private static final float[][] PROBABILITIES = {{0.75f, 0.25f}, {0.25f, 0.75f}, {0.125f, 0.875f}};
    private static final LabelledTrace TRACE = new LabelledTrace(
            new NetworkTrace(
                    new float[][] {{0}, {1}, {0.5f}},
                    List.of(new LayerTrace(
                            1,
                            List.of(new CellTrace(
                                    Direction.FORWARD,
                                    Map.of("update", new float[][] {{0}, {1}, {1}}),
                                    null,
                                    new float[][] {{-1}, {0}, {1}})))),
                    PROBABILITIES),
            List.of("cat", "dog"));

    @Test
    void namesWhatIsGuessedAfterEachStep() {
        assertThat(TRACE.predicted()).isEqualTo("dog");
        assertThat(TRACE.guess(0)).isEqualTo("cat");
        assertThat(TRACE.guessProbability(0)).isEqualTo(0.75f);
        assertThat(TRACE.guess(1)).isEqualTo("dog");
        assertThat(TRACE.guessProbability(2)).isEqualTo(0.875f);
    }

    @Test
    void isAnsweredWithTheseFieldsInThisOrder() throws Exception {
        assertThat(JsonMapper.builder().build().writeValueAsString(TRACE))
                .isEqualTo("{\"predicted\":\"dog\",\"settledRow\":1,\"rowsRead\":[[0.0],[1.0],[0.5]],"
                        + "\"probabilities\":[[0.75,0.25],[0.25,0.75],[0.125,0.875]],"
                        + "\"layers\":[{\"layer\":1,\"directions\":[{\"direction\":\"forward\","
                        + "\"gates\":{\"update\":[[0.0],[1.0],[1.0]]},\"hidden\":[[-1.0],[0.0],[1.0]]}]}]}");
    }
}
