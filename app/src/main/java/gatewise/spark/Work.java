package gatewise.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** What an executor does for a task: a static method, of which its name alone travels. */
@FunctionalInterface
public interface Work extends Serializable {
    /**
     * Does it.
     *
     * @param shared content that all tasks have in common, by names
     * @param progress may be told how far the task is, from 0 to 1
     * @return the content of files, by their names
     * @throws gatewise.io.UserError if it cannot be done; it is then not tried again
     */
    Map<String, byte[]> run(Task task, Map<String, byte[]> shared, DoubleConsumer progress) throws Exception;
}
