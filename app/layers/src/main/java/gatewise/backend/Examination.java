package gatewise.backend;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a look at the backend showed.
 *
 * @param checks of its devices, one by one; none for a backend without devices of its own
 * @param problem why it cannot run here, if it cannot
 */
public record Examination(List<Check> checks, Optional<Problem> problem) {
    /**
     * Copies the checks; refuses a null problem with a {@link NullPointerException}.
     *
     * @param checks of its devices, one by one
     * @param problem why it cannot run here, if it cannot
     */
    public Examination {
        checks = List.copyOf(checks);
        requireNonNull(problem, "problem is null");
    }

    /**
     * Nothing keeps it from running.
     *
     * @param checks of its devices, one by one
     * @return an examination without a problem
     */
    public static Examination usable(List<Check> checks) {
        return new Examination(checks, Optional.empty());
    }

    /**
     * Something does.
     *
     * @param checks of its devices, one by one
     * @param problem what keeps it from running
     * @return an examination with this problem
     */
    public static Examination unusable(List<Check> checks, Problem problem) {
        return new Examination(checks, Optional.of(problem));
    }

    /**
     * Passes if the backend can run.
     *
     * @throws BackendException if there is a problem
     */
    public void requireUsable() {
        if (problem.isPresent()) {
            throw new BackendException(problem.get());
        }
    }
}
