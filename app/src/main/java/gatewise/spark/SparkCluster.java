package gatewise.spark;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.List;
import java.util.Map;

/**
 * A cluster that was found to be there, and what it is asked for.
 *
 * @param address of this machine, by which executors reach it
 * @param library folder of this application's jars where each worker has them; null to send them
 */
public record SparkCluster(SparkMaster master, String address, String library) {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Looks at what can be known before anything is asked of Spark.
     *
     * @param environment of this process
     * @throws UserError if the URL is none, there is no Spark here, or nobody listens there
     */
    public static SparkCluster of(String url, String library, Map<String, String> environment) {
        SparkMaster master = SparkMaster.parse(url);
        SparkHome.check(environment);
        SparkHome.checkOnClassPath();
        return new SparkCluster(master, master.isLocal() ? LOOPBACK : master.reach(), library);
    }

    /**
     * Looks whether a worker can take a task: Spark would wait in silence for one that can.
     *
     * @param threads that a task computes with
     * @param seconds that bound a run; 0 if they do not
     * @throws UserError if none can, or what comes of a run depended on its worker
     */
    public void check(int threads, double seconds) {
        if (seconds > 0) {
            throw new UserError(
                    Phrase.of(
                            Setting.SPARK,
                            " does not go with ",
                            Setting.SECONDS,
                            ", whose epochs depend on the worker"),
                    Phrase.of("bound the runs by ", Setting.EPOCHS));
        }
        checkThreads(
                master.isLocal()
                        ? List.of(master.workers())
                        : MasterQuestion.ask(this).workers(),
                threads);
    }

    void checkThreads(List<SparkMaster.Worker> workers, int threads) {
        int most = workers.stream().mapToInt(SparkMaster.Worker::cores).max().orElse(0);
        if (most == 0) {
            throw new UserError(
                    Phrase.of(Setting.SPARK, " " + master.url() + ": no worker is registered there"),
                    "start one with that URL, and then the same command again");
        }
        if (threads < 1 || threads > most) {
            throw new UserError(
                    Phrase.of(
                            Setting.THREADS,
                            " must be in 1.." + most + " (the cores of the largest worker), got " + threads),
                    "give a number in that range");
        }
        int memory = SparkSettings.executorMemory();
        if (workers.stream().noneMatch(worker -> worker.cores() >= threads && worker.memory() >= memory)) {
            throw new UserError(
                    Phrase.of(
                            Setting.SPARK,
                            " " + master.url() + ": no worker with " + Text.count(threads, "core") + " has " + memory
                                    + " MiB for an executor"),
                    "start a worker with more memory, or give the JVM's flag -Dspark.executor.memory=512m");
        }
    }

    /**
     * Why nothing of an application runs for long, as far as its master knows.
     *
     * @param application as the master calls it
     * @param before what this gave half a minute ago; null if that was not asked
     * @throws UserError (a failed job) if nothing will run ever again
     */
    String idleCause(String application, String before) {
        String others =
                "no executor has come: other applications may have the workers' cores, memory or GPUs, or executors cannot reach "
                        + address;
        if (master.isLocal()) {
            return others;
        }
        if (SparkMaster.isRefused(master.host(), master.port())) {
            // It may be on its way back, with what it knew.
            return endedUnlessTwice("the master has ended", before);
        }
        MasterQuestion.Answer answer;
        try {
            answer = MasterQuestion.ask(this);
        } catch (UserError e) {
            return "the master " + master.url() + " does not answer";
        }
        if (!answer.applications().contains(application)) {
            return endedUnlessTwice(
                    "the master does not know this application any more, as after it was started again", before);
        }
        return answer.workers().isEmpty() ? "no worker is left at " + master.url() + "; start one" : others;
    }

    private String endedUnlessTwice(String cause, String before) {
        if (cause.equals(before)) {
            throw UserError.failedJob(
                    Phrase.of(Setting.SPARK, " " + master.url() + ": " + cause + ", and nothing runs"),
                    "see that it runs, and give the same command again, which goes on",
                    null);
        }
        return cause;
    }
}
