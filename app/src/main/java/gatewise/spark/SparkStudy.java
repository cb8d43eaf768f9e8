package gatewise.spark;

import gatewise.data.DataFiles;
import gatewise.study.RemoteRuns;
import gatewise.study.RunTask;
import gatewise.study.Study;
import gatewise.study.StudyFolder;
import gatewise.study.StudyTraining;
import java.util.List;
import java.util.Map;

/** Trains what is left of a study on a cluster: each run is a job, and is written here when it has come back. */
public final class SparkStudy implements StudyTraining {
    private final Study study;
    private final StudyFolder folder;
    private final DataFiles data;
    private final SparkCluster cluster;

    private volatile boolean stopped;
    private volatile SparkSession session;

    /**
     * @param study with a number of threads
     * @param folder checked to be the study's, and taken for this process alone
     * @param cluster checked to have a worker with as many cores as the study has threads
     */
    public SparkStudy(Study study, StudyFolder folder, DataFiles data, SparkCluster cluster) {
        this.study = study;
        this.folder = folder;
        this.data = data;
        this.cluster = cluster;
    }

    @Override
    public void stop() {
        stopped = true;
        SparkSession running = session;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean run(Observer observer) {
        RemoteRuns runs = new RemoteRuns(study, folder, observer);
        List<Study.Run> left = runs.unfinished();
        if (left.isEmpty()) {
            return true;
        }
        List<String> tasks = left.stream().map(run -> RunTask.text(study, run)).toList();
        try (SparkSession opened = SparkSession.open(cluster, study.threads())) {
            session = opened;
            if (stopped) {
                return false;
            }
            if (!opened.run(tasks, data.contents(), StudyWork::train, answers(left, runs, observer))) {
                return false;
            }
        }
        runs.end();
        return true;
    }

    private static Answers answers(List<Study.Run> left, RemoteRuns runs, Observer observer) {
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
            public void waits(int running) {
                observer.waits(running);
            }
        };
    }
}
