package gatewise.training;

import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import java.util.List;

/** A network and how to train it, to start from. */
public enum Preset {
    /** The BasicLSTMCell-28 tutorial, number for number. */
    TUTORIAL(NetworkSpec.tutorial(), TrainingPlan.TUTORIAL),

    /** A larger network with Adam, shuffled, the best epoch by validation accuracy kept. */
    BEST(
            NetworkSpec.tutorial().toBuilder()
                    .cell(Cell.LSTM)
                    .hiddenSizes(List.of(128))
                    .dropout(0.2)
                    .optimizer(Optimizer.named("adam", 0.002))
                    .build(),
            new TrainingPlan(20, 128, true, 5, true, 1));

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
