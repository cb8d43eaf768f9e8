package gatewise.spark;

import gatewise.data.DataFiles;
import gatewise.study.RemoteRuns;
import gatewise.study.RunTask;
import gatewise.study.Stage;
import gatewise.study.Study;
import gatewise.study.StudyTraining;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trains runs on a cluster: each is a job, and is written here when it has come back. Executors are asked for when there is
 * a first run to train, and kept for the stages that follow.
 */
public final class SparkRuns implements AutoCloseable {
    private final DataFiles data;
    private final SparkCluster cluster;

    private volatile boolean stopped;
    private volatile SparkSession session;
    private SparkSession.Shared shared;

    /** @param cluster checked to have a worker with as many cores as a run has threads */
    public SparkRuns(DataFiles data, SparkCluster cluster) {
        this.data = data;
        this.cluster = cluster;
    }

    /**
     * Trains what is left of a stage.
     *
     * @param stage of a study with a number of threads; its folder was checked to be the study's, and taken for this process
     *     alone
     * @return whether it came to the end, or was stopped
     * @throws gatewise.training.DivergenceException at the end, if runs diverged
     */
    public boolean train(Stage stage, StudyTraining.Observer observer) {
        Study study = stage.study();
        RemoteRuns runs = new RemoteRuns(study, stage.folder(), observer);
        List<Study.Run> left = runs.unfinished();
        if (left.isEmpty()) {
            return true;
        }
        SparkSession running = opened(study.threads());
        Stream<Task> tasks = left.stream().map(run -> new Task(RunTask.text(study, run), RunTask.begin(stage, run)));
        if (stopped || !running.run(tasks, shared, StudyWork::train, answers(left, runs, observer))) {
            return false;
        }
        runs.end();
        return true;
    }

    private SparkSession opened(int threads) {
        if (session == null) {
            // Kept before anything else can fail, for close.
            session = SparkSession.open(cluster, threads);
        }
        if (shared == null) {
            shared = session.share(data.contents());
        }
        return session;
    }

    /** The same as a training, which leaves the executors to the next one. */
    public StudyTraining training(Stage stage) {
        return new StudyTraining() {
            @Override
            public boolean run(Observer observer) {
                return train(stage, observer);
            }

            @Override
            public void stop() {
                SparkRuns.this.stop();
            }
        };
    }

    /** Ends {@link #train} soon, from any thread, and for good. */
    public void stop() {
        stopped = true;
        SparkSession running = session;
        if (running != null) {
            running.stop();
        }
    }

    /** Gives the executors back. */
    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }

    private static Answers answers(List<Study.Run> left, RemoteRuns runs, StudyTraining.Observer observer) {
        return new Answers() {
            @Override
            public void ended(int task, Map<String, byte[]> files) {
                runs.ended(left.get(task), files);
            }

            @Override
            public void warns(String warning) {
                observer.warns(warning);
            }

            @Override
            public void waits(int running, Map<Integer, Double> shares) {
                Map<Study.Run, Double> byRun = new LinkedHashMap<>();
                shares.forEach((task, share) -> byRun.put(left.get(task), share));
                observer.waits(running, byRun);
            }
        };
    }
}
