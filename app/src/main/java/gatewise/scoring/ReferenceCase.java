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
import gatewise.network.NetworkSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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
        @JsonUnwrapped Input input,
        @JsonUnwrapped Output output,
        List<List<Weights>> parameters,
        List<List<Weights>> gradients) {

    private static final int MOST_BYTES = 1 << 26;

    /** What was computed; hidden units are those of each layer and direction. */
    public record Network(Cell cell, boolean resetAfter, int layers, boolean bidirectional, int hidden) {}

    /**
     * @param x input [batch, inputs, steps]
     * @param dx gradient with respect to x, same shape
     */
    public record Input(int batch, int steps, int inputs, double[][][] x, double[][][] dx) {}

    /**
     * @param y output of the last layer [batch, hidden * directions, steps]
     * @param dy gradient with respect to y, same shape
     */
    public record Output(double[][][] y, double[][][] dy) {}

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
            reference.check();
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
        return input.x();
    }

    public double[][][] y() {
        return output.y();
    }

    public double[][][] dy() {
        return output.dy();
    }

    public double[][][] dx() {
        return input.dx();
    }

    public int directions() {
        return bidirectional() ? 2 : 1;
    }

    /** Inputs of a layer a step. */
    public int inputs(int layer) {
        return layer == 0 ? input.inputs() : hidden() * directions();
    }

    private void check() {
        if (network == null || input == null || output == null || cell() == null) {
            throw new UserError("cell, x or y is missing", "add it");
        }
        checkSize("layers", layers());
        checkSize("hidden", hidden());
        checkSize("inputs", input.inputs());
        checkSize("batch", input.batch());
        checkSize("steps", input.steps());
        int batch = input.batch();
        int steps = input.steps();
        checkShape("x", x(), batch, input.inputs(), steps);
        checkShape("dx", dx(), batch, input.inputs(), steps);
        checkShape("y", y(), batch, hidden() * directions(), steps);
        checkShape("dy", dy(), batch, hidden() * directions(), steps);
        checkWeights("parameters", parameters);
        checkWeights("gradients", gradients);
    }

    private void checkWeights(String name, List<List<Weights>> weights) {
        if (weights == null || weights.size() != layers()) {
            throw new UserError(name + " must have " + layers() + " layers", "correct it");
        }
        int columns = cell().gates().size() * hidden();
        for (int layer = 0; layer < layers(); layer++) {
            if (weights.get(layer) == null
                    || weights.get(layer).size() != directions()
                    || weights.get(layer).stream().anyMatch(Objects::isNull)) {
                throw new UserError(name + " must have " + directions() + " directions a layer", "correct it");
            }
            for (Weights direction : weights.get(layer)) {
                String where = name + " of layer " + layer + ", ";
                checkShape(where + "W", direction.W, inputs(layer), columns);
                checkShape(where + "R", direction.R, hidden(), columns);
                checkShape(where + "b", direction.get("b"), 1, columns);
                if (resetAfter()) {
                    checkShape(where + "rb", direction.get("rb"), 1, columns);
                }
            }
        }
    }

    private static void checkSize(String name, int size) {
        if (size < 1 || size > NetworkSpec.MAX_SIZE) {
            throw new UserError(name + " must be in 1.." + NetworkSpec.MAX_SIZE + ", got " + size, "correct it");
        }
    }

    private static void checkShape(String name, double[][][] values, int batch, int rows, int columns) {
        if (values == null || values.length != batch) {
            throw new UserError(
                    name + " has " + (values == null ? 0 : values.length) + " examples, expected " + batch,
                    "correct it");
        }
        for (double[][] example : values) {
            checkShape(name, example, rows, columns);
        }
    }

    private static void checkShape(String name, double[][] values, int rows, int columns) {
        if (values == null) {
            throw new UserError(name + " is missing", "add it");
        }
        if (values.length != rows) {
            throw new UserError(name + " has " + values.length + " rows, expected " + rows, "correct it");
        }
        for (double[] row : values) {
            if (row != null && !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new UserError(name + " holds what is no finite number", "correct it");
            }
            if (row == null || row.length != columns) {
                throw new UserError(
                        name + " has a row of " + (row == null ? 0 : row.length) + " values, expected " + columns,
                        "correct it");
            }
        }
    }
}
