package gatewise.kernel;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Outputs and gradients of recurrent layers that were computed elsewhere: x and dx [batch][inputs][steps], y and dy
 * [batch][hidden][steps], parameters and gradients by layer, then direction.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ReferenceCase(
        int hidden, @JsonUnwrapped Sequences sequences, List<List<Weights>> parameters, List<List<Weights>> gradients) {

    /** What stands past the lengths, if there are any, does not matter in x and is zero in the others. */
    record Sequences(double[][][] x, double[][][] y, double[][][] dy, double[][][] dx, int[] lengths) {}

    /** W [inputs][gates * hidden], R [hidden][gates * hidden], b and rb [gates * hidden]; rb may be null. */
    record Weights(
            @JsonAlias("dW") double[][] W,
            @JsonAlias("dR") double[][] R,
            @JsonAlias("db") double[] b,
            @JsonAlias("drb") double[] rb) {}

    static ReferenceCase read(String name) throws IOException {
        try (InputStream file = ReferenceCase.class.getResourceAsStream("/reference/" + name + ".json")) {
            return JsonMapper.builder().build().readValue(file, ReferenceCase.class);
        }
    }

    double[][][] x() {
        return sequences.x();
    }

    double[][][] y() {
        return sequences.y();
    }

    double[][][] dy() {
        return sequences.dy();
    }

    double[][][] dx() {
        return sequences.dx();
    }

    /** [batch], or null if all take all steps. */
    int[] lengths() {
        return sequences.lengths();
    }

    int batch() {
        return x().length;
    }

    int inputs() {
        return x()[0].length;
    }

    int steps() {
        return x()[0][0].length;
    }
}
