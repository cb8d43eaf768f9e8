package gatewise.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkSpecTest {
    private static final NetworkSpec TUTORIAL = NetworkSpec.tutorial();

    @Test
    void jsonGoesBothWays() {
        NetworkSpec spec = TUTORIAL.toBuilder()
                .inputSize(14)
                .timeSteps(7)
                .classes(26)
                .cell(Cell.GRU)
                .hiddenSizes(List.of(64, 32))
                .bidirectional(true)
                .resetAfter(true)
                .gateBias(0.5)
                .dropout(0.25)
                .kernel(new Initializer(Initializer.Type.ORTHOGONAL, null))
                .head(new Initializer(Initializer.Type.UNIFORM, 0.05))
                .optimizer(new Optimizer.Adam(0.002, 0.8, 0.99, 1e-7))
                .l2(1e-4)
                .clipping(new GradientClipping(GradientClipping.Type.LAYER_NORM, 5))
                .build();
        assertThat(NetworkSpec.fromJson(spec.toJson(), "test")).isEqualTo(spec);
        assertThat(spec.toJson())
                .contains("\"cell\" : \"gru\"", "\"type\" : \"adam\"", "\"type\" : \"orthogonal\"", "layer-norm");
        assertThat(NetworkSpec.fromJson(TUTORIAL.toJson(), "test")).isEqualTo(TUTORIAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"inputSize\" : 28     | \"inputSize\" : 0       | inputSize must be in 1..65536, got 0",
                "\"timeSteps\" : 28     | \"timeSteps\" : -1      | timeSteps must be in 1..65536, got -1",
                "\"classes\" : 10       | \"classes\" : 1         | classes must be in 2..65536, got 1",
                "[ 28 ]                 | []                      | hiddenSizes is empty",
                "[ 28 ]                 | [ 28, 0 ]               | hiddenSizes must be in 1..65536, got 0",
                "\"dropout\" : 0.0      | \"dropout\" : 1.0       | dropout must be in 0..1",
                "\"l2\" : 0.0           | \"l2\" : -1             | l2 must not be negative",
                "\"l2\" : 0.0           | \"l2\" : 1e39           | l2 must be in 0..1e38, got 1e39",
                "[ 28 ]                 | [ 28.5 ]                | hiddenSizes",
                "\"forgetBias\" : 1.0   | \"forgetBias\":\"NaN\"    | forgetBias must be in -1e38..1e38, got NaN",
                "\"gateBias\" : 1.0     | \"gateBias\" : -1e999   | gateBias: expected a number in -1.7e308..1.7e308, got -1e999",
                "1.0E-10                | 1e-50                   | epsilon must be in 1e-38..1e38, got 1e-50",
                "\"scale\" : 0.01       | \"scale\" : 1e39        | normal must be in 1e-38..1e38, got 1e39",
                "\"resetAfter\" : false | \"resetAfter\" : true   | resetAfter is for the gru cell",
                "\"cell\" : \"lstm\"    | \"cell\" : \"elman\"    | elman",
                "\"cell\" : \"lstm\"    | \"cell\" : null         | cell is missing",
                "\"dropout\" : 0.0,     | ''                      | dropout",
                "\"l2\" : 0.0           | \"l2\":0,\"dropOut\":1  | dropOut",
                "0.001                  | 0                       | learningRate must be above 0, got 0",
                "\"decay\" : 0.9        | \"decay\" : 1.5         | decay must be in 0..1",
                "\"rmsprop\"            | \"adagrad\"             | adagrad",
                "\"scale\" : 0.01       | \"scale\" : -1          | needs a scale above 0",
                "\"threshold\" : 0.0    | \"threshold\" : 1.0     | does not go with the threshold",
            })
    void badJsonIsOneLineThatNamesTheField(String found, String replacement, String message) {
        String json = TUTORIAL.toJson();
        assertThat(json).contains(found);
        assertThatThrownBy(() -> NetworkSpec.fromJson(json.replace(found, replacement), "net.json"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.json")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void textThatIsNoJsonIsOneLine() {
        assertThatThrownBy(() -> NetworkSpec.fromJson("hello\nworld", "net.json"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.json is not a network");
    }

    @Test
    void sizesOfLayersFollowFromTheSpec() {
        NetworkSpec spec = TUTORIAL.toBuilder()
                .hiddenSizes(List.of(64, 32))
                .bidirectional(true)
                .build();
        assertThat(spec.inputSize(0)).isEqualTo(28);
        assertThat(spec.inputSize(1)).isEqualTo(128);
        assertThat(spec.headInputSize()).isEqualTo(64);
        assertThat(spec.title()).isEqualTo("bidirectional LSTM-64-32");
    }
}
