package gatewise.data;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import gatewise.io.Text;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * How files of sequences are read, as far as their content does not say it. A checkpoint keeps it.
 *
 * @param task null for what the content suggests
 * @param columns of a table
 * @param missing what to do about values that are left out
 * @param window of a forecast; else null
 * @param validation share of the training sequences that is held out to choose the epoch by, {@link #LEAST_VALIDATION} to
 *     {@link #MOST_VALIDATION}; null for a fifth, and for a forecast
 */
public record Reading(
        Task task,
        Columns columns,
        Missing missing,
        Window window,
        @JsonInclude(JsonInclude.Include.NON_NULL) Double validation) {
    public static final double LEAST_VALIDATION = 0.01;
    public static final double MOST_VALIDATION = 0.5;

    /** As the content says, missing values refused. */
    public static final Reading DEFAULT = new Reading(null, Columns.NONE, Missing.REFUSE, null);

    public Reading {
        requireNonNull(columns, "columns is null");
        requireNonNull(missing, "missing is null");
    }

    /** With a fifth held out. */
    public Reading(Task task, Columns columns, Missing missing, Window window) {
        this(task, columns, missing, window, null);
    }

    /** Why what a network reads cannot have been read so, such as {@code a forecast without a window}; null if it can. */
    public String problem(Form form) {
        if (task != null && task != form.task()) {
            return "a reading for the task " + task + ", and the task " + form.task();
        }
        if (validation != null && !(validation >= LEAST_VALIDATION && validation <= MOST_VALIDATION)) {
            return "a share of " + Text.number(validation) + " for validation";
        }
        if (validation != null && form.task() == Task.FORECAST) {
            return "a forecast with a share for validation";
        }
        for (List<String> names : Arrays.asList(columns.features(), columns.targets())) {
            if (names != null
                    && (names.isEmpty() || new HashSet<>(names).size() < names.size() || names.contains(""))) {
                return "columns " + Text.list(names);
            }
        }
        if (form.task() != Task.FORECAST) {
            return window == null ? null : "a window, and the task " + form.task();
        }
        if (window == null) {
            return "a forecast without a window";
        }
        int targets = (columns.targets() == null ? form.features() : columns.targets()).size();
        return form.outputs().size() == (long) targets * window.horizon()
                ? null
                : form.outputs().size() + " outputs, which are no forecast of " + window.horizon() + " steps of "
                        + Text.count(targets, "number");
    }
}
