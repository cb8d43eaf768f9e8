package gatewise.spark;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.master.ApplicationInfo;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.internal.config.package$;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Asks a standalone master, by Spark's own protocol, what it knows. */
final class MasterQuestion {
    private static final String SECONDS = "10s";

    private MasterQuestion() {}

    /** @param applications by the names that it gave them */
    record Answer(List<SparkMaster.Worker> workers, List<String> applications) {}

    /**
     * Whether a worker's process has not ended: a master names ended ones too, for a while, and what it knows of their state
     * does not travel.
     */
    private static boolean isThere(WorkerInfo worker) {
        return !SparkMaster.isRefused(worker.host(), worker.port());
    }

    /** @throws UserError if it does not answer as a master of this version does */
    static Answer ask(SparkCluster cluster) {
        SparkMaster master = cluster.master();
        SparkConf conf = new SparkConf()
                .set("spark.rpc.askTimeout", SECONDS)
                .set("spark.rpc.lookupTimeout", SECONDS)
                .set("spark.network.timeout", SECONDS);
        RpcEnv environment = null;
        try {
            SecurityManager security = new SecurityManager(conf, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE());
            environment = RpcEnv.create("gatewise", cluster.address(), 0, conf, security, true);
            RpcEndpointRef reference =
                    environment.setupEndpointRef(new RpcAddress(master.host(), master.port()), "Master");
            ClassTag<DeployMessages.MasterStateResponse> type =
                    ClassTag$.MODULE$.apply(DeployMessages.MasterStateResponse.class);
            DeployMessages.MasterStateResponse state =
                    reference.askSync(DeployMessages.RequestMasterState$.MODULE$, type);
            List<SparkMaster.Worker> workers = Arrays.stream(state.workers())
                    .parallel() // of a host that is gone, nothing comes for a second
                    .filter(MasterQuestion::isThere)
                    .map(worker -> new SparkMaster.Worker(worker.cores(), worker.memory()))
                    .toList();
            return new Answer(
                    workers,
                    Arrays.stream(state.activeApps()).map(ApplicationInfo::id).toList());
        } catch (Exception e) { // whatever another version, or another program, made of it
            throw new UserError(
                    Phrase.of(
                            Setting.SPARK,
                            " " + master.url() + ": what listens there is no master of Spark "
                                    + org.apache.spark.package$.MODULE$.SPARK_VERSION()
                                    + ", the version of SPARK_HOME ("
                                    + Reason.of(e) + ")"),
                    "set SPARK_HOME to the version of the cluster, and give the port of its master",
                    e);
        } finally {
            if (environment != null) {
                environment.shutdown();
            }
        }
    }
}
