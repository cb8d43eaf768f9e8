package gatewise.study;

import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.network.NetworkSpec;
import gatewise.network.Output;
import gatewise.training.Preset;

/** What networks are compared and measured with where nothing else is said, by the data at hand. */
public final class Defaults {
    /** Training sequences that a run reads, where it reads them all at least ten times. */
    private static final int SEQUENCES_A_RUN = 100_000;

    private static final int FEWEST_EPOCHS = 10;

    private static final TrainingPlan IMAGES = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(FEWEST_EPOCHS)
            .batchSize(128)
            .shuffle(true)
            .scoreBest(true)
            .seed(1)
            .build();

    private Defaults() {}

    /** A network for a set: the preset's, with the set's sizes and what is to be said of it. */
    public static NetworkSpec network(Dataset data) {
        return Preset.of(data.form()).network(data.holdout()).toBuilder()
                .inputSize(data.features())
                .timeSteps(data.timeSteps())
                .classes(data.form().outputs().size())
                .output(Output.of(data.form().task()))
                .build();
    }

    /** The plan of all networks of a study: of sequences, the preset's, with fewer epochs where there are many. */
    public static TrainingPlan plan(Dataset data) {
        if (data.form().isImages()) {
            return IMAGES;
        }
        TrainingPlan plan = Preset.of(data.form()).plan(data);
        int enough = Math.max(FEWEST_EPOCHS, SEQUENCES_A_RUN / data.train().count());
        return plan.toBuilder().epochs(Math.min(plan.epochs(), enough)).build();
    }
}
