package gatewise.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.junit.jupiter.api.Test;

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
        assertThat(events.warnings())
                .hasSize(10)
                .first()
                .isEqualTo(
                        "executor 0 on a host that is not known was lost (no such folder); what it was at begins anew");
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
            events.onTaskEnd(null);
        }
        assertThat(events.isInVain()).isFalse();
    }

    @Test
    void nothingIsInVainWhileATaskRuns() {
        events.onTaskStart(new SparkListenerTaskStart(0, 0, task(100)));
        lose(0, 30);
        assertThat(events.isInVain()).isFalse();
        events.onTaskEnd(null);
        assertThat(events.isInVain()).isTrue();
    }

    @Test
    void eachTimeTasksAreSubmittedTheWaitBegins() {
        assertThat(events.isIdleFor(0)).isTrue();
        assertThat(events.isIdleFor(0)).as("is said once").isFalse();
        events.begins();
        assertThat(events.isIdleFor(30)).isFalse();
        assertThat(events.isIdleFor(0)).isTrue();
    }
}
