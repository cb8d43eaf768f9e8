package gatewise.explain;

import com.fasterxml.jackson.annotation.JsonProperty;
import gatewise.data.RowSequences;
import java.util.Random;
import java.util.stream.IntStream;

/** The order in which the rows of an image, or the steps of another sequence, are given to a network. */
public enum RowOrder {
    @JsonProperty("as-is")
    AS_IS,
    @JsonProperty("reversed")
    REVERSED,
    /** One random order, the same for all images, and for all sequences of one length. */
    @JsonProperty("shuffled")
    SHUFFLED;

    /** The row that comes at each step. */
    int[] rows(int count, long seed) {
        return switch (this) {
            case AS_IS -> IntStream.range(0, count).toArray();
            case REVERSED -> IntStream.range(0, count).map(t -> count - 1 - t).toArray();
            case SHUFFLED -> RowSequences.permutation(count, new Random(seed));
        };
    }
}
