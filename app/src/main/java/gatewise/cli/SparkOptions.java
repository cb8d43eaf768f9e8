package gatewise.cli;

import gatewise.data.DataFiles;
import gatewise.io.UserError;
import gatewise.spark.SparkCluster;
import gatewise.spark.SparkStudy;
import gatewise.study.Study;
import gatewise.study.StudyFolder;
import gatewise.study.StudyTraining;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a cluster trains the runs of a study. */
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
    void check(boolean isPart, boolean isTimed, boolean isSearch) {
        if (library != null && url == null) {
            throw new UserError("--spark-lib says where workers of --spark have Gatewise, got no --spark", "give both");
        }
        if (url != null && isPart) {
            throw new UserError("--spark does not go with --part: Spark shares the runs out", "leave one of them out");
        }
        if (url != null && isSearch) {
            throw new UserError(
                    "--search does not go with --spark yet: a rung's runs go on from those of the rung before",
                    "share the search by --part, or compare the networks of winner.json on Spark");
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

    /**
     * A study to be trained there.
     *
     * @param source of its data, as a user names it
     * @throws UserError if no worker can take a run
     */
    StudyTraining training(Study study, StudyFolder folder, String source) {
        cluster.check(study.threads(), study.plan().seconds());
        return new SparkStudy(study, folder, DataFiles.read(source), cluster);
    }
}
