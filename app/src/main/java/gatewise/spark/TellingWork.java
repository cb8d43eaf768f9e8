package gatewise.spark;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.util.DoubleAccumulator;

/**
 * Work that says how far it is.
 *
 * @param told of this task alone; what an attempt has added to it goes to the driver with each heartbeat
 */
record TellingWork(Work work, DoubleAccumulator told) implements Serializable {
    Map<String, byte[]> run(Task task, Map<String, byte[]> shared) throws Exception {
        return work.run(task, shared, share -> told.add(share - told.sum()));
    }
}
