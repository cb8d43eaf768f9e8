package gatewise.data;

import gatewise.io.UserError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the steps of a part of a table, where a row is a step.
 *
 * @param kind what they are, such as {@code whole numbers}
 * @param distance how far they lie apart, the same text where that is the same; empty where it is not the same; null where no
 *     sequence has two
 * @param gaps whether steps are left out
 */
public record PartSteps(String kind, String distance, boolean gaps) {
    /**
     * Makes sure that parts that were read for themselves hold what the whole file does. If the steps of each part are of one kind
     * and lie equally far apart, or those of each part do not, then so it is in the whole file, and no step is left out.
     *
     * @param name of the file
     * @param parts null for one without such steps
     * @throws UserError if a part alone does not say that
     */
    static void check(String name, List<PartSteps> parts) {
        List<PartSteps> known = parts.stream().filter(Objects::nonNull).toList();
        if (parts.size() < 2 || known.isEmpty()) {
            return;
        }
        String kind = known.get(0).kind();
        Optional<PartSteps> other =
                known.stream().filter(part -> !part.kind().equals(kind)).findFirst();
        if (other.isPresent()) {
            throw new UserError(
                    name + ": its steps are " + kind + " in one part and "
                            + other.get().kind() + " in another",
                    "give steps of one form, or leave out the cluster");
        }
        long distances = known.stream()
                .map(PartSteps::distance)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (distances > 1 || known.stream().anyMatch(PartSteps::gaps)) {
            throw new UserError(
                    name
                            + ": its steps do not lie equally far apart, and which are left out is known of the whole file alone",
                    "number the steps of each sequence 1, 2, 3, or leave out the cluster");
        }
    }
}
