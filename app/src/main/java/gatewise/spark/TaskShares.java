package gatewise.spark;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** How far tasks are, as executors say with their heartbeats by {@link TellingWork}; told by Spark on a thread of its own. */
final class TaskShares extends SparkListener {
    /** @param attempt the last that is known of the task; Spark gives each a higher number */
    private record Told(int task, long attempt, double share) {}

    /** By the accumulators of tasks that have not ended. */
    private final Map<Long, Told> told = new ConcurrentHashMap<>();

    /** @param accumulator of that task alone */
    void begins(int task, long accumulator) {
        told.put(accumulator, new Told(task, -1, 0));
    }

    void ends(long accumulator) {
        told.remove(accumulator);
    }

    /** Of the tasks that have said something, by their numbers. */
    Map<Integer, Double> now() {
        Map<Integer, Double> shares = new TreeMap<>();
        for (Told one : told.values()) {
            if (one.share() > 0) {
                shares.put(one.task(), one.share());
            }
        }
        return shares;
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> attempt :
                CollectionConverters.asJava(update.accumUpdates())) {
            for (AccumulableInfo info : CollectionConverters.asJava(attempt._4())) {
                if (info.update().isDefined() && info.update().get() instanceof Double share) {
                    tell(info.id(), (Long) attempt._1(), share);
                }
            }
        }
    }

    private void tell(long accumulator, long attempt, double share) {
        told.computeIfPresent(
                accumulator,
                (id, before) -> attempt < before.attempt() ? before : new Told(before.task(), attempt, share));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (!end.taskInfo().successful()) {
            long attempt = end.taskInfo().taskId();
            // The next one begins anew; a heartbeat of the lost one may still be on its way.
            told.replaceAll(
                    (id, before) -> before.attempt() == attempt ? new Told(before.task(), attempt + 1, 0) : before);
        }
    }
}
