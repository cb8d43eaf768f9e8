package gatewise.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Locale;
import org.deeplearning4j.nn.conf.GradientNormalization;

/**
 * A bound on the gradients before the optimiser sees them.
 *
 * @param type what is bounded
 * @param threshold the bound, above 0; 0 with {@link Type#NONE}
 */
public record GradientClipping(Type type, double threshold) {

    public static final GradientClipping NONE = new GradientClipping(Type.NONE, 0);

    public enum Type {
        @JsonProperty("none")
        NONE(GradientNormalization.None),
        /** Each element into ± threshold. */
        @JsonProperty("value")
        VALUE(GradientNormalization.ClipElementWiseAbsoluteValue),
        /** All gradients of a layer together: scaled down to an L2 norm of at most threshold. */
        @JsonProperty("layer-norm")
        LAYER_NORM(GradientNormalization.ClipL2PerLayer);

        private final GradientNormalization normalization;

        Type(GradientNormalization normalization) {
            this.normalization = normalization;
        }

        /** As in JSON: none, value, layer-norm. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public GradientClipping {
        if (type == null) {
            throw new UserError("gradient clipping needs a type", "give none, value or layer-norm");
        }
        boolean valid = type == Type.NONE ? threshold == 0 : threshold > 0;
        if (!valid) {
            throw new UserError(
                    "gradient clipping " + type + " does not go with the threshold " + Text.number(threshold),
                    "give none 0, another a positive number");
        }
        if (type != Type.NONE) {
            SinglePrecision.requirePositive("the threshold of gradient clipping " + type, threshold);
        }
    }

    GradientNormalization normalization() {
        return type.normalization;
    }
}
