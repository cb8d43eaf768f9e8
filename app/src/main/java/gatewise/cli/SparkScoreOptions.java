package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.io.InputFile;
import gatewise.io.UserError;
import gatewise.spark.SparkCluster;
import gatewise.spark.SparkScoring;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a cluster answers for a model. */
final class SparkScoreOptions {
    private static final long LARGEST_MODEL = Integer.MAX_VALUE;

    @Option(
            names = "--spark",
            paramLabel = "URL",
            description =
                    "Read the one file of images or sequences where it lies (a path that is the same on all machines,"
                            + " hdfs:, s3a: or another URI of Hadoop's), a part a task, by executors of the cluster whose"
                            + " standalone master is spark://HOST:PORT, with the jars in SPARK_HOME. See docs/cluster.md.")
    private String url;

    @Option(
            names = "--spark-lib",
            paramLabel = "DIR",
            description =
                    "With --spark: folder lib of Gatewise, where each worker has it installed; default: the jars are"
                            + " sent to them.")
    private String library;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "With --spark: threads of a task, the cores that it takes; default: 1.")
    private Integer threads;

    boolean isGiven() {
        return url != null;
    }

    /** @throws UserError if something is said of a cluster that is not there */
    void check() {
        if (url == null && library != null) {
            throw new UserError("--spark-lib says where workers of --spark have Gatewise, got no --spark", "give both");
        }
        if (url == null && threads != null) {
            throw new UserError("--threads says how many cores a task of --spark takes, got no --spark", "give both");
        }
    }

    /** What is asked of the cluster. */
    record Asked(Path model, String path, String out, boolean truth, SparkAnswers.Shown shown) {}

    /**
     * Looks for model, cluster and data.
     *
     * @param environment of this process
     * @throws UserError if one of them is not there, or does not go with the others
     */
    SparkScoring scoring(Asked asked, Map<String, String> environment) {
        Provenance provenance = Checkpoint.provenance(asked.model());
        byte[] bytes = InputFile.bytes(asked.model(), LARGEST_MODEL, "give a checkpoint that 'gatewise train' wrote");
        int its = threads == null ? SparkOptions.THREADS : threads;
        SparkCluster cluster = SparkCluster.of(url, library, environment);
        SparkScoring.Answering answering = new SparkScoring.Answering(
                asked.out(), asked.truth(), asked.shown().json(), asked.shown().top(), its);
        SparkScoring scoring =
                new SparkScoring(new SparkScoring.Request(provenance, bytes, asked.path(), answering), cluster);
        cluster.check(its, 0);
        return scoring;
    }
}
