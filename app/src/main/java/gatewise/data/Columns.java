package gatewise.data;

import java.util.List;

/**
 * Which columns of a table say what; null for one that was not named.
 *
 * @param sequence in long form, a row a step: which sequence a row belongs to; null with {@link Task#FORECAST} for one series;
 *     in wide form, where no step is named: what a row's sequence is called
 * @param step in long form: the order of a sequence's rows
 * @param label the class of a sequence, or with {@link Task#TAG} of a step
 * @param features the numbers of a step; null for all other columns
 * @param targets the numbers that are to be said
 */
public record Columns(String sequence, String step, String label, List<String> features, List<String> targets) {
    /** None named. */
    public static final Columns NONE = new Columns(null, null, null, null, null);

    public Columns {
        features = features == null ? null : List.copyOf(features);
        targets = targets == null ? null : List.copyOf(targets);
    }
}
