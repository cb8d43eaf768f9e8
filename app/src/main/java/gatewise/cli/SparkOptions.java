package gatewise.cli;

import gatewise.checkpoint.TrainingPlan;
import gatewise.data.DataFiles;
import gatewise.io.UserError;
import gatewise.spark.SparkCluster;
import gatewise.spark.SparkRuns;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a cluster trains the runs of a study or of a search. */
final class SparkOptions {
    /** Of a run, where nothing else is said: small networks gain most from as many runs at once as there are cores. */
    static final int THREADS = 1;

    @Option(
            names = "--spark",
            paramLabel = "URL",
            description =
                    "Train each run as a job of the cluster whose standalone master is spark://HOST:PORT, with the jars"
                            + " in SPARK_HOME; results come back into --out. See docs/cluster.md.")
    private String url;

    @Option(
            names = "--spark-lib",
            paramLabel = "DIR",
            description =
                    "Folder lib of Gatewise, where each worker has it installed; default: the jars are sent to them.")
    private String library;

    private SparkCluster cluster;

    boolean isGiven() {
        return url != null;
    }

    /** @throws UserError if what is said does not go together */
    void check(boolean isPart, boolean isTimed) {
        if (library != null && url == null) {
            throw new UserError("--spark-lib says where workers of --spark have Gatewise, got no --spark", "give both");
        }
        if (url != null && isPart) {
            throw new UserError("--spark does not go with --part: Spark shares the runs out", "leave one of them out");
        }
        if (url != null && isTimed) {
            throw new UserError(
                    "--spark does not go with --seconds, whose epochs depend on the worker",
                    "bound the runs by --epochs");
        }
    }

    /**
     * Looks for the cluster.
     *
     * @param environment of this process
     * @throws UserError if it is not there, or there is no Spark here
     */
    void find(Map<String, String> environment) {
        cluster = SparkCluster.of(url, library, environment);
    }

    /** Threads to compute with; null for what is fastest here. */
    Integer threads(Integer chosen) {
        return chosen == null && isGiven() ? Integer.valueOf(THREADS) : chosen;
    }

    /**
     * Runs to be trained there.
     *
     * @param threads of each
     * @param plan of them
     * @param source of their data, as a user names it
     * @throws UserError if no worker can take a run
     */
    SparkRuns runs(int threads, TrainingPlan plan, String source) {
        cluster.check(threads, plan.seconds());
        return new SparkRuns(DataFiles.read(source), cluster);
    }
}
