package gatewise.spark;

import gatewise.io.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Counts the tasks that run, and notes which executors are lost; told by Spark on a thread of its own. */
final class ExecutorEvents extends SparkListener {
    private static final int LONGEST = 120;

    /** So many cannot begin because of what they all have in common, such as a folder of jars that is not there. */
    private static final int MOST_IN_VAIN = 10;

    private static final long NANOS = 1_000_000_000;

    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, String> hosts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    /** By task: executors that are at one, or were lost at it. */
    private final Map<Long, String> busy = new ConcurrentHashMap<>();

    private final AtomicInteger lostInVain = new AtomicInteger();

    private long idleSince = System.nanoTime();

    int running() {
        return running.get();
    }

    /** Tasks are submitted; what was before, when there were none, is no wait. */
    void begins() {
        idleSince = System.nanoTime();
    }

    /** Whether nothing has run for so long, since then or since this was answered by yes. */
    boolean isIdleFor(int seconds) {
        long now = System.nanoTime();
        boolean isIdle = running.get() == 0 && now - idleSince >= seconds * NANOS;
        if (isIdle || running.get() > 0) {
            idleSince = now;
        }
        return isIdle;
    }

    /** Whether executors come and are lost, many times, and none begins a task. */
    boolean isInVain() {
        return running.get() == 0 && lostInVain.get() >= MOST_IN_VAIN;
    }

    /** Those since the last call. */
    List<String> warnings() {
        List<String> all = new ArrayList<>();
        for (String next = warnings.poll(); next != null; next = warnings.poll()) {
            all.add(next);
        }
        return all;
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        running.incrementAndGet();
        lostInVain.set(0);
        begun.add(start.taskInfo().executorId());
        busy.put(start.taskInfo().taskId(), start.taskInfo().executorId());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        running.decrementAndGet();
        // Either may be told first: that a task failed with its executor, or that the executor was lost.
        if (!(end.reason() instanceof ExecutorLostFailure)) {
            busy.remove(end.taskInfo().taskId());
        }
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        hosts.put(added.executorId(), " on " + added.executorInfo().executorHost());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        String executor = removed.executorId();
        if (!lost.add(executor)) {
            return;
        }
        boolean isInVain = !begun.contains(executor);
        if (isInVain && lostInVain.incrementAndGet() > 1) {
            return; // for the same reason, most likely, and again and again
        }
        String end = busy.values().remove(executor) ? "; what it was at begins anew" : "";
        warnings.add(Text.format(
                "executor %s%s was lost%s (%s)%s",
                executor,
                hosts.getOrDefault(executor, ""),
                isInVain ? " before it began anything" : "",
                reason(removed.reason()),
                end));
    }

    /** The first sentence; what follows is advice for administrators. */
    private static String reason(String text) {
        return Text.line(text.lines().findFirst().orElse("").split("\\.( |$)")[0], LONGEST);
    }
}
