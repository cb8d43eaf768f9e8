package gatewise.spark;

import gatewise.study.Stage;
import gatewise.study.StudyTraining;

/** Trains what is left of a study on a cluster, and gives the executors back. */
public final class SparkStudy implements StudyTraining {
    private final Stage stage;
    private final SparkRuns runs;

    /** @param stage as {@link SparkRuns#train} takes it */
    public SparkStudy(Stage stage, SparkRuns runs) {
        this.stage = stage;
        this.runs = runs;
    }

    @Override
    public void stop() {
        runs.stop();
    }

    @Override
    public boolean run(Observer observer) {
        try (runs) {
            return runs.train(stage, observer);
        }
    }
}
