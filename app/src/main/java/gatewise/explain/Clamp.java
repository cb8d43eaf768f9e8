package gatewise.explain;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;

/**
 * Holds a gate at a value, whatever the cell computes for it.
 *
 * @param gate its name as in {@link gatewise.network.Cell#gates()}
 * @param value 0..1, or -1..1 for the candidate
 * @param rows the steps at which it is held, by their places in the sequence
 * @param units the units whose gate is held
 * @param layer the layer whose gate is held, from 0; null for every layer
 */
public record Clamp(String gate, float value, Indices rows, Indices units, Integer layer) {
    private static final String CANDIDATE = "candidate";

    /** @throws UserError if the value cannot be one of such a gate */
    public Clamp {
        float least = gate.equals(CANDIDATE) ? -1 : 0;
        if (!(value >= least && value <= 1)) {
            throw new UserError(
                    Phrase.of(
                            Setting.CLAMP,
                            " " + gate + "=" + Text.number(value) + ": expected a value from " + (int) least + " to 1"),
                    "give one in that range");
        }
    }

    /**
     * Reads {@code forget=1}.
     *
     * @throws UserError if the text is another or the value is out of range
     */
    public static Clamp parse(String text, Indices rows, Indices units, Integer layer) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UserError(
                    Phrase.of(Setting.CLAMP, " " + text + ": expected GATE=VALUE"), "give one such as forget=1");
        }
        try {
            float value = Float.parseFloat(text.substring(equals + 1));
            if (!Float.isFinite(value)) {
                throw new NumberFormatException("not finite");
            }
            return new Clamp(text.substring(0, equals), value, rows, units, layer);
        } catch (NumberFormatException e) {
            throw new UserError(
                    Phrase.of(Setting.CLAMP, " " + text + ": '" + text.substring(equals + 1) + "' is no number"),
                    "give one, as in forget=1",
                    e);
        }
    }

    /** @throws UserError if the network has no such gate or layer */
    void checkFits(NetworkSpec spec) {
        if (!spec.cell().hasGates()) {
            throw new UserError(
                    "a " + spec.title() + " has no gates, so that none can be held",
                    "hold those of an LSTM or a GRU, or change the order of what is read");
        }
        if (!spec.cell().gates().contains(gate)) {
            throw new UserError(
                    "no gate '" + gate + "' in a cell of kind " + spec.cell() + ": expected one of "
                            + String.join(", ", spec.cell().gates()),
                    Suggestion.fix(gate, spec.cell().gates()));
        }
        if (layer != null && (layer < 0 || layer >= spec.hiddenSizes().size())) {
            throw new UserError(
                    "no layer " + (layer + 1) + " in " + spec.title() + ": expected 1 to "
                            + spec.hiddenSizes().size(),
                    "give one of these");
        }
    }

    /** Whether it holds units of this gate at this step. */
    boolean holds(int atLayer, int step, String atGate) {
        return gate.equals(atGate) && (layer == null || layer == atLayer) && rows.contains(step);
    }

    /** Sets the values of the units that it holds among those of a gate. */
    void set(float[] values, int from, int hiddenSize) {
        for (int unit = 0; unit < hiddenSize; unit++) {
            if (units.contains(unit)) {
                values[from + unit] = value;
            }
        }
    }

    /** Such as {@code forget=1, rows 0-9}. */
    @Override
    public String toString() {
        return toString("rows");
    }

    /** The same with another word for rows. */
    String toString(String word) {
        return Text.format("%s=%s", gate, value == Math.rint(value) ? (int) value + "" : value + "")
                + (rows.isAll() ? "" : ", " + word + " " + rows)
                + (units.isAll() ? "" : ", units " + units)
                + (layer == null ? "" : ", layer " + (layer + 1));
    }
}
