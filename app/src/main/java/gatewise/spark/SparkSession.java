package gatewise.spark;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.DoubleAccumulator;

/** Executors of a cluster, which do tasks in JSON and give files back. */
public final class SparkSession implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    private static final int IDLE_SECONDS = 30;
    private static final Pattern LOST = Pattern.compile("failed (\\d+) times.*ExecutorLostFailure.*Reason: ([^\\n.]*)");
    /** Spark ends its context by itself on Ctrl-C, perhaps before {@link #stop} is called. */
    private static final long STOP_MILLIS = 3_000;

    private final JavaSparkContext context;
    private final SparkCluster cluster;
    private final ExecutorEvents events = new ExecutorEvents();
    private final TaskShares shares = new TaskShares();

    private volatile boolean stopped;

    /** Content that travels to each executor once, however many tasks need it. */
    public static final class Shared {
        private final Broadcast<Map<String, byte[]>> broadcast;

        private Shared(Broadcast<Map<String, byte[]>> broadcast) {
            this.broadcast = broadcast;
        }
    }

    /**
     * A task on its way.
     *
     * @param files that it alone needs; null if there are none
     * @param told how far it is
     */
    private record Job(
            JavaFutureAction<List<Map<String, byte[]>>> future,
            Broadcast<Map<String, byte[]>> files,
            DoubleAccumulator told) {}

    private SparkSession(JavaSparkContext context, SparkCluster cluster) {
        this.context = context;
        this.cluster = cluster;
        context.sc().addSparkListener(events);
        context.sc().addSparkListener(shares);
    }

    /**
     * Asks for executors.
     *
     * @param cluster checked to have a worker with so many cores
     * @param threads that a task computes with; an executor does one task at a time
     * @throws UserError (a failed job) if the master gives none
     */
    public static SparkSession open(SparkCluster cluster, int threads) {
        SparkConf conf = new SparkConf();
        SparkSettings.of(cluster, threads, System.getenv()).forEach(conf::set);
        try {
            return new SparkSession(new JavaSparkContext(conf), cluster);
        } catch (Exception e) { // Spark's own are checked, and not declared
            throw failed(cluster, Reason.of(e), e);
        }
    }

    private static UserError failed(SparkCluster cluster, String reason, Exception e) {
        return UserError.failedJob(
                Phrase.of(Setting.SPARK, " " + cluster.master().url() + ": Spark gave up (" + reason + ")"),
                "look into the logs of its executors, on the workers in work/app-*, and give the same command again",
                e);
    }

    /** Content for all tasks of any {@link #run}, by names. */
    public Shared share(Map<String, byte[]> content) {
        return new Shared(context.broadcast(new LinkedHashMap<>(content)));
    }

    /**
     * Does tasks, each a job of its own, all submitted at once. What an executor that is lost was at begins anew on another;
     * what fails otherwise is not tried again, and ends the others.
     *
     * @param tasks taken one by one, as what each needs may be large
     * @return whether all ended, or they were stopped
     * @throws UserError that a task came to, or (a failed job) if Spark gave up
     */
    public boolean run(Stream<Task> tasks, Shared shared, Work work, Answers answers) {
        Map<Integer, Job> jobs = new LinkedHashMap<>();
        boolean done = false;
        String said = null;
        events.begins();
        try {
            for (Iterator<Task> left = tasks.iterator(); left.hasNext() && !stopped; ) {
                DoubleAccumulator told = context.sc().doubleAccumulator();
                shares.begins(jobs.size(), told.id());
                jobs.put(jobs.size(), submit(left.next(), shared.broadcast, new TellingWork(work, told)));
            }
            while (!stopped && !jobs.isEmpty()) {
                takeEnded(jobs, answers);
                events.warnings().forEach(answers::warns);
                if (events.isInVain()) {
                    throw failed(cluster, "executors are lost before they begin", null);
                }
                answers.waits(events.running(), shares.now());
                said = idle(said, answers);
                Thread.sleep(POLL_MILLIS);
            }
            done = !stopped && jobs.isEmpty();
            return done;
        } catch (IllegalStateException e) {
            // Spark's answer to whatever is asked of a context that has ended.
            if (!context.sc().isStopped()) {
                throw e;
            }
            if (isStoppedSoon()) {
                return false;
            }
            throw failed(
                    cluster, "the master has ended the application, as where no worker can start its executors", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (!done && !context.sc().isStopped()) {
                context.cancelAllJobs();
            }
        }
    }

    /** Warns where nothing runs for another reason than was said last. */
    private String idle(String said, Answers answers) {
        if (!events.isIdleFor(IDLE_SECONDS)) {
            return events.running() > 0 ? null : said;
        }
        String cause = cluster.idleCause(context.sc().applicationId(), said);
        if (!cause.equals(said)) {
            answers.warns("nothing has run for " + IDLE_SECONDS + " s: " + cause);
        }
        return cause;
    }

    private Job submit(Task task, Broadcast<Map<String, byte[]>> shared, TellingWork work) {
        // Not within the task, whose size Spark bounds; and only the executor that does it asks for them.
        Broadcast<Map<String, byte[]>> files =
                task.files().isEmpty() ? null : context.broadcast(new LinkedHashMap<>(task.files()));
        return new Job(
                context.parallelize(List.of(task.text()), 1)
                        .map(text -> attempt(work, text, files, shared))
                        .collectAsync(),
                files,
                work.told());
    }

    /** On an executor. */
    private static Map<String, byte[]> attempt(
            TellingWork work,
            String text,
            Broadcast<Map<String, byte[]>> files,
            Broadcast<Map<String, byte[]>> shared) {
        try {
            Task task = new Task(text, files == null ? Map.of() : files.value());
            // A map that Java's serialisation knows, whatever the work gives.
            return new HashMap<>(work.run(task, shared.value()));
        } catch (Exception | Error e) { // an error, too, would come again each time
            return new HashMap<>(Failure.of(e).files());
        }
    }

    private void takeEnded(Map<Integer, Job> jobs, Answers answers) throws InterruptedException {
        Iterator<Map.Entry<Integer, Job>> open = jobs.entrySet().iterator();
        while (open.hasNext() && !stopped) {
            Map.Entry<Integer, Job> job = open.next();
            if (job.getValue().future().isDone()) {
                Map<String, byte[]> files = files(job.getValue().future());
                if (files == null) {
                    return;
                }
                open.remove();
                shares.ends(job.getValue().told().id());
                if (job.getValue().files() != null) {
                    job.getValue().files().destroy();
                }
                answers.ended(job.getKey(), files);
            }
        }
    }

    /** Of a task whose executors were lost time and again, why the last one was. */
    private static String reason(Exception e) {
        Matcher lost = LOST.matcher(String.valueOf(Reason.root(e).getMessage()));
        return lost.find()
                ? "executors were lost " + lost.group(1) + " times at one task, the last time by: "
                        + lost.group(2).strip()
                : Reason.of(e);
    }

    /** Null if it was stopped. */
    private Map<String, byte[]> files(JavaFutureAction<List<Map<String, byte[]>>> job) throws InterruptedException {
        try {
            Map<String, byte[]> files = job.get().get(0);
            Failure.in(files).ifPresent(failure -> {
                throw failure.exception();
            });
            return files;
        } catch (ExecutionException | CancellationException e) {
            if (isStoppedSoon()) {
                return null;
            }
            throw failed(cluster, reason(e), e);
        }
    }

    /** Whether Ctrl-C was the reason of an end. */
    private boolean isStoppedSoon() {
        try {
            for (long waited = 0; waited < STOP_MILLIS && !stopped; waited += POLL_MILLIS) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return stopped;
    }

    /** Cancels all jobs, from any thread; {@link #run} then returns. */
    public void stop() {
        stopped = true;
    }

    /** Gives the executors back. */
    @Override
    public void close() {
        context.close();
    }
}
