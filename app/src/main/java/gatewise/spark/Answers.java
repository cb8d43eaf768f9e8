package gatewise.spark;

import java.util.Map;

/** Is told what comes of tasks, on the thread that waits for them. */
public interface Answers {
    /**
     * After a task, in the order in which they end.
     *
     * @param task its number, from 0
     * @param files by their names
     */
    void ended(int task, Map<String, byte[]> files);

    /** Of what went wrong without a loss to the results, in one line. */
    void warns(String warning);

    /** Several times a second, with the number of tasks that run. */
    void waits(int running);
}
