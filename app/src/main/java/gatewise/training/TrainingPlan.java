package gatewise.training;

import gatewise.UserError;

/**
 * How a network is trained.
 *
 * @param epochs at most so many passes over the training images
 * @param batchSize sequences a step; an incomplete last batch is dropped
 * @param shuffle whether each epoch has its own random order, or all the order of the file
 * @param patience ends training after so many epochs without a better validation accuracy; 0 never does
 * @param scoreBest whether the network of the best epoch by validation accuracy is scored on the test images at the
 *     end, or that of the last epoch
 * @param seed of the initial parameters, the order, dropout and the sampled test images
 */
public record TrainingPlan(int epochs, int batchSize, boolean shuffle, int patience, boolean scoreBest, long seed) {

    /** As in the tutorial: 100 epochs of batches of 128 in file order, the last network scored. */
    public static final TrainingPlan TUTORIAL = new TrainingPlan(100, 128, false, 0, false, 1);

    public TrainingPlan {
        if (epochs < 1) {
            throw new UserError("--epochs must be at least 1, got " + epochs);
        }
        if (batchSize < 1) {
            throw new UserError("--batch must be at least 1, got " + batchSize);
        }
        if (patience < 0) {
            throw new UserError("--patience must not be negative, got " + patience);
        }
    }

    public TrainingPlan withEpochs(int value) {
        return new TrainingPlan(value, batchSize, shuffle, patience, scoreBest, seed);
    }
}
