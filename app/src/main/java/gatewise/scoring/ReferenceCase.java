package gatewise.scoring;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.io.InputFile;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import gatewise.io.Phrase;
import gatewise.io.UserError;
import gatewise.network.Cell;
import java.nio.file.Path;
import java.util.List;

/**
 * Outputs and gradients of recurrent layers that were computed elsewhere, as in the reference files.
 *
 * <p>Gates are in the order of {@link Cell#gates()} in the columns of W [inputs, gates * hidden], R [hidden, gates *
 * hidden], b and rb [gates * hidden]; rb only where the reset gate acts after the product.
 *
 * @param parameters by layer, then direction, then name (W, R, b, rb)
 * @param gradients by layer, then direction, then name (dW, dR, db, drb)
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReferenceCase(
        @JsonUnwrapped Network network,
        @JsonUnwrapped Sizes sizes,
        @JsonUnwrapped Sequences sequences,
        List<List<Weights>> parameters,
        List<List<Weights>> gradients) {

    private static final int MOST_BYTES = 1 << 26;

    /** What was computed; hidden units are those of each layer and direction. */
    public record Network(Cell cell, boolean resetAfter, int layers, boolean bidirectional, int hidden) {}

    /**
     * How many there are of what.
     *
     * @param steps of the longest sequence, or more
     * @param lengths [batch], or null if each sequence has all steps: sequence b is valid in steps 0..lengths[b]-1;
     *     outputs and their gradients past its end are 0, and a backward direction starts at its last valid step
     */
    public record Sizes(int batch, int steps, int inputs, int[] lengths) {}

    /**
     * What went in and came out of the last layer.
     *
     * @param x input [batch, inputs, steps]
     * @param dx gradient with respect to x, same shape
     * @param y output of the last layer [batch, hidden * directions, steps]
     * @param dy gradient with respect to y, same shape
     */
    public record Sequences(double[][][] x, double[][][] dx, double[][][] y, double[][][] dy) {}

    /** The parameters of one direction of one layer, or the gradients with respect to them; rb may be null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Weights(
            @JsonAlias("dW") double[][] W,
            @JsonAlias("dR") double[][] R,
            @JsonAlias("db") double[] b,

            @JsonAlias("drb") @JsonProperty(required = false)
            double[] rb) {

        /** A matrix by its name; a bias has one row. */
        double[][] get(String name) {
            return switch (name) {
                case "W" -> W;
                case "R" -> R;
                case "b" -> new double[][] {b};
                case "rb" -> new double[][] {rb};
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    /** @throws UserError in one line, if the file is not a reference case */
    public static ReferenceCase read(Path file) {
        String json = InputFile.text(file, MOST_BYTES, "give the JSON of a reference case");
        try {
            ReferenceCase reference = Json.STRICT.readValue(json, ReferenceCase.class);
            ReferenceCheck.of(reference);
            return reference;
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is not a reference case: " + JsonReason.of(e), "correct it", e);
        } catch (UserError e) {
            throw new UserError(Phrase.of(file, " is not a reference case: ", e.problem()), e.fix(), e);
        }
    }

    public Cell cell() {
        return network.cell();
    }

    public boolean resetAfter() {
        return network.resetAfter();
    }

    public int layers() {
        return network.layers();
    }

    public boolean bidirectional() {
        return network.bidirectional();
    }

    public int hidden() {
        return network.hidden();
    }

    public double[][][] x() {
        return sequences.x();
    }

    public double[][][] y() {
        return sequences.y();
    }

    public double[][][] dy() {
        return sequences.dy();
    }

    public double[][][] dx() {
        return sequences.dx();
    }

    public int batch() {
        return sizes.batch();
    }

    public int steps() {
        return sizes.steps();
    }

    /** Whether sequences may end before the last step. */
    public boolean hasLengths() {
        return sizes.lengths() != null;
    }

    /** Valid steps of a sequence; the others follow them. */
    public int length(int sequence) {
        return hasLengths() ? sizes.lengths()[sequence] : steps();
    }

    public int directions() {
        return bidirectional() ? 2 : 1;
    }

    /** Inputs of a layer a step. */
    public int inputs(int layer) {
        return layer == 0 ? sizes.inputs() : hidden() * directions();
    }
}
