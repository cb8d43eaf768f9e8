package gatewise.training;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.network.Cell;
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
                    .build());

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
}
