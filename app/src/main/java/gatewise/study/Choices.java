package gatewise.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a setting is drawn from.
 *
 * @param values each as likely as any other; null for a range
 * @param range null for values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Choices<T>(List<T> values, Range range) {
    public Choices {
        values = values == null ? null : List.copyOf(values);
        if ((values == null) == (range == null) || values != null && values.isEmpty()) {
            throw new IllegalArgumentException("choices without values or a range");
        }
    }

    static <T> Choices<T> of(List<T> values) {
        return new Choices<>(values, null);
    }

    static <T> Choices<T> between(double from, double to) {
        return new Choices<>(null, new Range(from, to));
    }

    /** How a number is drawn from a range. */
    @FunctionalInterface
    interface Draw<T> {
        /** @param share 0..1 (without 1), which says how far into the range */
        T of(Range range, double share);
    }

    T draw(double share, Draw<T> draw) {
        return values != null ? values.get((int) (share * values.size())) : draw.of(range, share);
    }
}
