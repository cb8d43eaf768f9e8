package gatewise.backend;

import static java.util.Objects.requireNonNull;

/** A backend that cannot be used; its message is the problem and its fix in one line. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * With the problem's message and cause.
     *
     * @param problem what is wrong and what mends it
     */
    public BackendException(Problem problem) {
        super(requireNonNull(problem, "problem is null").message(), problem.cause());
        this.problem = problem;
    }

    /** {@return what is wrong and what mends it; null after serialization} */
    public Problem problem() {
        return problem;
    }
}
