package gatewise.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * How many steps the sequences of a computed task can have.
 *
 * @param least of its T
 * @param most of any task's T
 */
public record StepRange(int least, int most) {
    /** That of a task by its name, such as {@code adding}; empty if there is none. */
    public static Optional<StepRange> of(String task) {
        return Arrays.stream(GeneratedTask.values())
                .filter(value -> value.text().equals(task))
                .map(GeneratedTask::range)
                .findFirst();
    }
}
