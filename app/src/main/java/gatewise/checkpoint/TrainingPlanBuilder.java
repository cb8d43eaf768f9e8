package gatewise.checkpoint;

/** Builds a {@link TrainingPlan}; what is not set is as in the tutorial, but for epochs, batchSize and seed, which must be. */
public final class TrainingPlanBuilder {
    private int epochs;
    private int batchSize;
    private boolean shuffle;
    private int patience;
    private boolean scoreBest;
    private long seed;
    private Schedule schedule;
    private int shift;
    private double seconds;

    TrainingPlanBuilder() {}

    TrainingPlanBuilder(TrainingPlan plan) {
        epochs = plan.epochs();
        batchSize = plan.batchSize();
        shuffle = plan.shuffle();
        patience = plan.patience();
        scoreBest = plan.scoreBest();
        seed = plan.seed();
        schedule = plan.schedule();
        shift = plan.shift();
        seconds = plan.seconds();
    }

    public TrainingPlanBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    public TrainingPlanBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    public TrainingPlanBuilder shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    public TrainingPlanBuilder patience(int value) {
        patience = value;
        return this;
    }

    public TrainingPlanBuilder scoreBest(boolean value) {
        scoreBest = value;
        return this;
    }

    public TrainingPlanBuilder seed(long value) {
        seed = value;
        return this;
    }

    public TrainingPlanBuilder schedule(Schedule value) {
        schedule = value;
        return this;
    }

    public TrainingPlanBuilder shift(int value) {
        shift = value;
        return this;
    }

    public TrainingPlanBuilder seconds(double value) {
        seconds = value;
        return this;
    }

    /** @throws gatewise.io.UserError in one line, if the values do not make a plan */
    public TrainingPlan build() {
        return new TrainingPlan(epochs, batchSize, shuffle, patience, scoreBest, seed, schedule, shift, seconds);
    }
}
