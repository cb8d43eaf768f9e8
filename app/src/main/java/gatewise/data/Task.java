package gatewise.data;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a network says of a sequence. */
public enum Task {
    /** Its class, after the last step. */
    CLASSIFY,

    /** One or more numbers, after the last step. */
    REGRESS,

    /** The next numbers of a series, after a window of it. */
    FORECAST,

    /** The class of each step, at that step. */
    TAG;

    /** Whether it says classes, not numbers. */
    public boolean saysClasses() {
        return this == CLASSIFY || this == TAG;
    }

    /** Whether it says something at every step, not at the end. */
    public boolean atEveryStep() {
        return this == TAG;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
