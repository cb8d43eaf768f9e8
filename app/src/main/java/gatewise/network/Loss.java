package gatewise.network;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What training makes small. */
public enum Loss {
    /** Cross-entropy of the softmax of the outputs, in nats. */
    CROSS_ENTROPY,

    /** The mean of the squared errors. */
    MSE,

    /** The mean of the absolute errors. */
    MAE;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
