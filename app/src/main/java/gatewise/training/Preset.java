package gatewise.training;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.Holdout;
import gatewise.network.Cell;
import gatewise.network.GradientClipping;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import java.util.List;

/** A network and how to train it, to start from. */
public enum Preset {
    /** The BasicLSTMCell-28 tutorial, number for number. */
    TUTORIAL(NetworkSpec.tutorial(), TrainingPlan.TUTORIAL),

    /** What scores highest within ten minutes on two cores, chosen by validation accuracy; docs/results.md. */
    BEST(
            NetworkSpec.tutorial().toBuilder()
                    .cell(Cell.GRU)
                    .hiddenSizes(List.of(128))
                    .dropout(0.2)
                    .optimizer(Optimizer.named("adam", 0.002))
                    .build(),
            TrainingPlan.TUTORIAL.toBuilder()
                    .epochs(30)
                    .batchSize(128)
                    .shuffle(true)
                    .scoreBest(true)
                    .seed(1)
                    .schedule(Schedule.COSINE)
                    .shift(2)
                    .build()),

    /** What suits sets of sequences that are no images, of a hundred sequences and of a million; docs/sequences.md. */
    SEQUENCES(
            NetworkSpec.tutorial().toBuilder()
                    .hiddenSizes(List.of(100))
                    .optimizer(Optimizer.named("adam", 0.002))
                    .clipping(new GradientClipping(GradientClipping.Type.LAYER_NORM, 1))
                    .build(),
            TrainingPlan.TUTORIAL.toBuilder()
                    .epochs(100)
                    .batchSize(32)
                    .shuffle(true)
                    .scoreBest(true)
                    .build());

    /** Batches that an epoch has at least, if they can be so small. */
    private static final int BATCHES = 8;

    private static final int SMALLEST_BATCH = 4;
    /** Of sets whose speed counts for more than the number of their steps. */
    private static final int LARGE_BATCH = 128;

    private static final int LARGE_SET = 10_000;

    private final NetworkSpec network;
    private final TrainingPlan plan;

    Preset(NetworkSpec network, TrainingPlan plan) {
        this.network = network;
        this.plan = plan;
    }

    public NetworkSpec network() {
        return network;
    }

    public TrainingPlan plan() {
        return plan;
    }

    /** What suits a set, where the user names none. */
    public static Preset of(Form form) {
        return form.isImages() ? TUTORIAL : SEQUENCES;
    }

    /**
     * The same for images that are there: of others than the tutorial's own, RMSProp's mean square starts where DL4J starts it.
     * From 1 the first hundred steps are tiny, which may be all that a small set has.
     */
    public NetworkSpec network(Holdout images) {
        return images.isDrawn() && network.optimizer() instanceof Optimizer.RmsProp rmsProp
                ? network.toBuilder()
                        .optimizer(rmsProp.withInitialMeanSquare(null))
                        .build()
                : network;
    }

    /** The same for images that are there: others than the tutorial's own are shuffled, as their files may be sorted. */
    public TrainingPlan plan(Holdout images) {
        return images.isDrawn() ? plan.toBuilder().shuffle(true).build() : plan;
    }

    /** The same for a set that is there: the batches of {@link #SEQUENCES} are smaller in small sets, larger in large ones. */
    public TrainingPlan plan(Dataset data) {
        TrainingPlan suited = plan(data.holdout());
        return this == SEQUENCES
                ? suited.toBuilder().batchSize(batchSize(data.train().count())).build()
                : suited;
    }

    private int batchSize(int sequences) {
        return sequences >= LARGE_SET
                ? LARGE_BATCH
                : Math.max(SMALLEST_BATCH, Math.min(plan.batchSize(), Integer.highestOneBit(sequences / BATCHES)));
    }
}
