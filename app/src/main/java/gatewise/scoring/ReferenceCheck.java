package gatewise.scoring;

import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Whether all of a {@link ReferenceCase} is there, in one size, finite, and 0 past the ends of sequences. */
final class ReferenceCheck {
    private final ReferenceCase reference;

    private ReferenceCheck(ReferenceCase reference) {
        this.reference = reference;
    }

    /** @throws UserError that names the first field that is wrong */
    static void of(ReferenceCase reference) {
        new ReferenceCheck(reference).check();
    }

    private void check() {
        if (reference.network() == null
                || reference.sizes() == null
                || reference.sequences() == null
                || reference.cell() == null) {
            throw new UserError("cell, x or y is missing", "add it");
        }
        checkSize("layers", reference.layers());
        checkSize("hidden", reference.hidden());
        checkSize("inputs", reference.sizes().inputs());
        checkSize("batch", reference.batch());
        checkSize("steps", reference.steps());
        int batch = reference.batch();
        int steps = reference.steps();
        checkShape("x", reference.x(), batch, reference.sizes().inputs(), steps);
        checkShape("dx", reference.dx(), batch, reference.sizes().inputs(), steps);
        checkShape("y", reference.y(), batch, reference.hidden() * reference.directions(), steps);
        checkShape("dy", reference.dy(), batch, reference.hidden() * reference.directions(), steps);
        checkLengths();
        checkWeights("parameters", reference.parameters());
        checkWeights("gradients", reference.gradients());
    }

    private void checkLengths() {
        if (!reference.hasLengths()) {
            return;
        }
        int batch = reference.batch();
        int steps = reference.steps();
        int count = reference.sizes().lengths().length;
        if (count != batch) {
            throw new UserError("lengths has " + count + " values, expected " + batch + " (batch)", "correct it");
        }
        for (int sequence = 0; sequence < batch; sequence++) {
            int length = reference.length(sequence);
            if (length < 1 || length > steps) {
                throw new UserError(
                        "lengths[" + sequence + "] must be in 1.." + steps + " (steps), got " + length, "correct it");
            }
            checkEnd("y", reference.y()[sequence], sequence);
            checkEnd("dy", reference.dy()[sequence], sequence);
        }
    }

    /** @param rows of one sequence, by step */
    private void checkEnd(String name, double[][] rows, int sequence) {
        int length = reference.length(sequence);
        for (double[] row : rows) {
            for (int step = length; step < row.length; step++) {
                if (row[step] != 0) {
                    throw new UserError(
                            name + " of sequence " + sequence + " must be 0 past its end (lengths[" + sequence + "] is "
                                    + length + "), got " + row[step] + " at step " + step,
                            "correct it");
                }
            }
        }
    }

    private void checkWeights(String name, List<List<ReferenceCase.Weights>> weights) {
        if (weights == null || weights.size() != reference.layers()) {
            throw new UserError(name + " must have " + reference.layers() + " layers", "correct it");
        }
        int columns = reference.cell().gates().size() * reference.hidden();
        for (int layer = 0; layer < reference.layers(); layer++) {
            if (weights.get(layer) == null
                    || weights.get(layer).size() != reference.directions()
                    || weights.get(layer).stream().anyMatch(Objects::isNull)) {
                throw new UserError(
                        name + " must have " + reference.directions() + " directions a layer", "correct it");
            }
            for (ReferenceCase.Weights direction : weights.get(layer)) {
                String where = name + " of layer " + layer + ", ";
                checkShape(where + "W", direction.W(), reference.inputs(layer), columns);
                checkShape(where + "R", direction.R(), reference.hidden(), columns);
                checkShape(where + "b", direction.get("b"), 1, columns);
                if (reference.resetAfter()) {
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
