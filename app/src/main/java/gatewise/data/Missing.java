package gatewise.data;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What to do about values that a file leaves out. */
public enum Missing {
    /** Refuse the file. */
    REFUSE,

    /** On the line between the values before and after; before the first and after the last, the nearest. */
    INTERPOLATE,

    /** The mean of the training sequences, which is zero once they are scaled. */
    ZERO;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
