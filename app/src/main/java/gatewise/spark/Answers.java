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

    /**
     * Several times a second.
     *
     * @param running as many tasks
     * @param shares how much of each is done, from 0 to 1, by its number, as far as is known
     */
    void waits(int running, Map<Integer, Double> shares);
}
