package gatewise.training;

/** Training came to numbers that are not finite. What was saved before is as it was, and nothing was saved since. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what became of what, and in which epoch and batch */
    public DivergenceException(String message) {
        super(message);
    }
}
