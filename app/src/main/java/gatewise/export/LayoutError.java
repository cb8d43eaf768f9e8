package gatewise.export;

import gatewise.io.UserError;

/** A layer reads its axes in another order than it wants; if the input's axes are taken for others, it may not. */
final class LayoutError extends UserError {
    private static final long serialVersionUID = 1L;

    LayoutError(String problem, String fix) {
        super(problem, fix);
    }
}
