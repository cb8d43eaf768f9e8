package gatewise.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Locale;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.OrthogonalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;

/**
 * How a matrix of weights is drawn.
 *
 * @param type the distribution
 * @param scale the standard deviation of {@link Type#NORMAL}, the bound of {@link Type#UNIFORM}, null for the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Initializer(Type type, Double scale) {

    public enum Type {
        /**
         * Glorot uniform (Glorot & Bengio 2010, eq. 16) as if input and recurrent weights were one matrix [inputSize +
         * hiddenSize, gates * hiddenSize], which TensorFlow's BasicLSTMCell makes them.
         */
        @JsonProperty("joint-glorot-uniform")
        JOINT_GLOROT_UNIFORM(false),
        /** Uniform in ± sqrt(6 / (rows + columns)) of each matrix (Glorot & Bengio 2010, eq. 16). */
        @JsonProperty("glorot-uniform")
        GLOROT_UNIFORM(false),
        /** N(0, s) with s = sqrt(2 / (rows + columns)) of each matrix. */
        @JsonProperty("glorot-normal")
        GLOROT_NORMAL(false),
        /** A random matrix with orthogonal rows or columns (Saxe et al. 2014). */
        @JsonProperty("orthogonal")
        ORTHOGONAL(false),
        /** N(0, scale). */
        @JsonProperty("normal")
        NORMAL(true),
        /** Uniform in ± scale. */
        @JsonProperty("uniform")
        UNIFORM(true);

        private final boolean scaled;

        Type(boolean scaled) {
            this.scaled = scaled;
        }

        /** As in JSON: glorot-uniform, normal and so on. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Initializer {
        if (type == null) {
            throw new UserError("an initializer needs a type", "give one such as glorot-uniform");
        }
        if (type.scaled && (scale == null || !(scale > 0))) {
            throw new UserError(
                    "initializer " + type + " needs a scale above 0, got "
                            + (scale == null ? "none" : Text.number(scale)),
                    "give a positive number");
        }
        if (type.scaled) {
            SinglePrecision.requirePositive("the scale of initializer " + type, scale);
        }
        if (!type.scaled && scale != null) {
            throw new UserError("initializer " + type + " takes no scale, got " + Text.number(scale), "leave it out");
        }
    }

    public static Initializer jointGlorotUniform() {
        return new Initializer(Type.JOINT_GLOROT_UNIFORM, null);
    }

    public static Initializer normal(double standardDeviation) {
        return new Initializer(Type.NORMAL, standardDeviation);
    }

    /**
     * The distribution for a matrix [rows, columns].
     *
     * @param jointRows the rows of the matrix that it is a part of, for the joint kernel
     */
    Distribution distribution(long rows, long columns, long jointRows) {
        return switch (type) {
            case JOINT_GLOROT_UNIFORM -> uniform(Math.sqrt(6.0 / (jointRows + columns)));
            case GLOROT_UNIFORM -> uniform(Math.sqrt(6.0 / (rows + columns)));
            case GLOROT_NORMAL -> new NormalDistribution(0, Math.sqrt(2.0 / (rows + columns)));
            case ORTHOGONAL -> new OrthogonalDistribution(1.0);
            case NORMAL -> new NormalDistribution(0, scale);
            case UNIFORM -> uniform(scale);
        };
    }

    private static Distribution uniform(double bound) {
        return new UniformDistribution(-bound, bound);
    }
}
