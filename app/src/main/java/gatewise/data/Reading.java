package gatewise.data;

import static java.util.Objects.requireNonNull;

/**
 * How files of sequences are read, as far as their content does not say it. A checkpoint keeps it.
 *
 * @param task null for what the content suggests
 * @param columns of a table
 * @param missing what to do about values that are left out
 * @param window of a forecast; else null
 */
public record Reading(Task task, Columns columns, Missing missing, Window window) {
    /** As the content says, missing values refused. */
    public static final Reading DEFAULT = new Reading(null, Columns.NONE, Missing.REFUSE, null);

    public Reading {
        requireNonNull(columns, "columns is null");
        requireNonNull(missing, "missing is null");
    }

    /** Why what a network reads cannot have been read so, such as {@code a forecast without a window}; null if it can. */
    public String problem(Form form) {
        if (form.task() != Task.FORECAST) {
            return window == null ? null : "a window, and the task " + form.task();
        }
        if (window == null) {
            return "a forecast without a window";
        }
        return form.outputs().size() % window.horizon() == 0
                ? null
                : form.outputs().size() + " outputs, which are no forecast of " + window.horizon() + " steps";
    }
}
