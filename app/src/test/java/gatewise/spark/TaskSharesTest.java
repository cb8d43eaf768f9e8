package gatewise.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple4;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

class TaskSharesTest {
    private final TaskShares shares = new TaskShares();

    @BeforeEach
    void begin() {
        shares.begins(0, 100);
        shares.begins(1, 101);
    }

    private static AccumulableInfo info(long accumulator, Object update) {
        return new AccumulableInfo(
                accumulator, Option.empty(), Option.apply(update), Option.empty(), false, false, Option.empty());
    }

    private void heartbeat(long attempt, AccumulableInfo... infos) {
        Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task =
                new Tuple4<>(attempt, 7, 0, seq(Arrays.asList(infos)));
        shares.onExecutorMetricsUpdate(
                new SparkListenerExecutorMetricsUpdate("0", seq(List.of(task)), Map$.MODULE$.empty()));
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }

    private void end(long attempt, boolean isLost) {
        TaskInfo info = new TaskInfo(attempt, 0, 0, 0, 0, "0", "host", null, false);
        info.finishTime_$eq(1);
        info.failed_$eq(isLost);
        shares.onTaskEnd(new SparkListenerTaskEnd(7, 0, "", null, info, null, null));
    }

    @Test
    void areThoseThatWereToldLast() {
        assertThat(shares.now()).isEmpty();
        heartbeat(5, info(3, 12L), info(100, 0.25), info(4, null));
        assertThat(shares.now()).isEqualTo(Map.of(0, 0.25));
        heartbeat(6, info(101, 0.5));
        heartbeat(5, info(100, 0.375));
        assertThat(shares.now()).isEqualTo(Map.of(0, 0.375, 1, 0.5));
    }

    @Test
    void stayUntilTheTaskIsTaken() {
        heartbeat(5, info(100, 0.25));
        end(5, false);
        assertThat(shares.now()).isEqualTo(Map.of(0, 0.25));
        shares.ends(100);
        heartbeat(5, info(100, 0.5));
        assertThat(shares.now()).isEmpty();
    }

    @Test
    void beginAnewWithANewAttempt() {
        heartbeat(5, info(100, 0.75));
        end(5, true);
        assertThat(shares.now()).isEmpty();
        heartbeat(5, info(100, 0.75)); // was on its way
        assertThat(shares.now()).isEmpty();
        heartbeat(6, info(100, 0.125));
        assertThat(shares.now()).isEqualTo(Map.of(0, 0.125));
    }

    @Test
    void areNotTakenFromAnAttemptThatAnotherHasReplaced() {
        heartbeat(6, info(100, 0.125));
        heartbeat(5, info(100, 0.75));
        end(5, true);
        assertThat(shares.now()).isEqualTo(Map.of(0, 0.125));
    }
}
