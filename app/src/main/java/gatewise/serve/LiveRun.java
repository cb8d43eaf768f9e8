package gatewise.serve;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.data.Dataset;
import gatewise.explain.Explainer;
import gatewise.training.TrainingObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in training, for readers on other threads. The thread that trains writes one reference a batch, and copies the
 * parameters once an epoch, while the network is at rest.
 */
public final class LiveRun implements TrainingObserver {
    static final String ID = "live";

    private final String name;
    private final Checkpoint start;
    private final Dataset data;

    private volatile List<EpochRecord> history;
    private volatile Current current;
    private volatile ServedModel model;
    private volatile boolean finished;
    private volatile String problem;

    /**
     * @param name what people know the run by, such as its folder
     * @param start the network that will train
     */
    public LiveRun(String name, Checkpoint start, Dataset data) {
        this.name = name;
        this.start = start;
        this.data = data;
        history = start.provenance().progress().history();
        if (!history.isEmpty()) {
            show();
        }
    }

    /** The last batch that was trained. */
    record Current(int epoch, int batch, int batches, double loss, double imagesPerSecond) {}

    @Override
    public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
        current = new Current(epoch, batch, batches, loss, imagesPerSecond);
    }

    @Override
    public void epochDone(EpochRecord epoch) {
        List<EpochRecord> longer = new ArrayList<>(history);
        longer.add(epoch);
        history = List.copyOf(longer);
        show();
    }

    /** Takes note that training has ended. */
    public void finish() {
        finished = true;
    }

    /**
     * Takes note that training has failed.
     *
     * @param reason for people
     */
    public void fail(String reason) {
        problem = reason;
        finished = true;
    }

    private void show() {
        Explainer explainer = new Explainer(start.network(), start.spec());
        model = new ServedModel(ID, run(), explainer, data.test());
    }

    /** As of the last epoch. */
    Run run() {
        return new Run(name, start.provenance(), history);
    }

    /** Training, finished or failed. */
    String state() {
        return !finished ? "training" : problem == null ? "finished" : "failed";
    }

    /** Why training failed; null if it did not. */
    String problem() {
        return problem;
    }

    /** Null before the first batch and after the last. */
    Current current() {
        return finished ? null : current;
    }

    /** As of the last epoch; null before the first is complete. */
    ServedModel model() {
        return model;
    }
}
