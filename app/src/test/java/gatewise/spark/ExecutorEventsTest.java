package gatewise.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.junit.jupiter.api.Test;
import scala.Option;

class ExecutorEventsTest {
    private final ExecutorEvents events = new ExecutorEvents();

    private void lose(int from, int to) {
        for (int i = from; i < to; i++) {
            events.onExecutorRemoved(new SparkListenerExecutorRemoved(0, Integer.toString(i), "no such folder\nmore"));
        }
    }

    @Test
    void manyThatAreLostBeforeATaskBeginsAreInVain() {
        lose(0, 9);
        assertThat(events.isInVain()).isFalse();
        lose(8, 9); // is told again
        assertThat(events.isInVain()).isFalse();
        lose(9, 10);
        assertThat(events.isInVain()).isTrue();
        assertThat(events.warnings()).containsExactly("executor 0 was lost before it began anything (no such folder)");
        assertThat(events.warnings()).isEmpty();
    }

    private static TaskInfo task(int executor) {
        return new TaskInfo(executor, 0, 0, 0, 0, Integer.toString(executor), "host", null, false);
    }

    @Test
    void thoseThatHaveBegunSomethingAreNot() {
        for (int i = 0; i < 20; i++) {
            events.onTaskStart(new SparkListenerTaskStart(0, 0, task(i)));
        }
        lose(0, 20);
        assertThat(events.running()).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            events.onTaskEnd(end(i, Success$.MODULE$));
        }
        assertThat(events.isInVain()).isFalse();
    }

    @Test
    void nothingIsInVainWhileATaskRuns() {
        events.onTaskStart(new SparkListenerTaskStart(0, 0, task(100)));
        lose(0, 30);
        assertThat(events.isInVain()).isFalse();
        events.onTaskEnd(end(100, Success$.MODULE$));
        assertThat(events.isInVain()).isTrue();
    }

    private static SparkListenerTaskEnd end(int executor, TaskEndReason reason) {
        return new SparkListenerTaskEnd(0, 0, "", reason, task(executor), null, null);
    }

    /** Spark tells of both in either order. */
    @Test
    void whatIsTrainedAnewIsSaidOfThoseThatWereAtSomething() {
        ExecutorLostFailure failure = new ExecutorLostFailure("1", true, Option.empty());
        for (int i = 0; i < 3; i++) {
            events.onTaskStart(new SparkListenerTaskStart(0, 0, task(i)));
        }
        events.onExecutorRemoved(new SparkListenerExecutorRemoved(
                0, "0", "Remote RPC client disassociated. Likely due to containers exceeding thresholds. Check logs."));
        events.onTaskEnd(end(1, failure));
        events.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "1", "Command exited with code 137"));
        events.onTaskEnd(end(2, Success$.MODULE$));
        events.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "2", "worker lost"));
        assertThat(events.warnings())
                .containsExactly(
                        "executor 0 was lost (Remote RPC client disassociated); what it was at begins anew",
                        "executor 1 was lost (Command exited with code 137); what it was at begins anew",
                        "executor 2 was lost (worker lost)");
    }

    /** Spark may tell that an executor's next task begins before it tells that the last one has ended. */
    @Test
    void theNextTaskIsNotTakenForTheLast() {
        events.onTaskStart(new SparkListenerTaskStart(0, 0, task(1)));
        TaskInfo next = new TaskInfo(2, 0, 0, 0, 0, "1", "host", null, false);
        events.onTaskStart(new SparkListenerTaskStart(0, 0, next));
        events.onTaskEnd(end(1, Success$.MODULE$));
        events.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "1", "killed"));
        assertThat(events.warnings()).containsExactly("executor 1 was lost (killed); what it was at begins anew");
    }

    @Test
    void eachTimeTasksAreSubmittedTheWaitBegins() {
        assertThat(events.isIdleFor(0)).isTrue();
        assertThat(events.isIdleFor(30)).as("counts anew").isFalse();
        events.begins();
        assertThat(events.isIdleFor(30)).isFalse();
        assertThat(events.isIdleFor(0)).isTrue();
    }
}
