package gatewise.checkpoint;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;

/**
 * How a network is trained. What the JSON of an older version does not have, stays as in the tutorial.
 *
 * @param epochs at most so many passes over the training images
 * @param batchSize sequences a step; an incomplete last batch is dropped
 * @param shuffle whether each epoch has its own random order, or all the order of the file
 * @param patience ends training after so many epochs without a better validation accuracy; 0 never does
 * @param scoreBest whether the network of the best epoch by validation accuracy is scored on the test images at the
 *     end, or that of the last epoch
 * @param seed of the initial parameters, the order, the shifts, dropout and the sampled test images
 * @param schedule of the learning rate over the epochs; null becomes constant
 * @param shift in each epoch each training image is moved by a random number of pixels, at most so many, in both
 *     directions; 0 leaves all in their place
 * @param seconds ends training after the epoch in which so many have passed, evaluation counted; 0 never does
 */
public record TrainingPlan(
        int epochs,
        int batchSize,
        boolean shuffle,
        int patience,
        boolean scoreBest,
        long seed,
        Schedule schedule,
        int shift,
        double seconds) {

    /**
     * As in the tutorial: 100 epochs of batches of 128 in file order, the last network scored. The seed, which the tutorial
     * leaves open, is the one of 1 to 20 that ended with the highest validation accuracy; docs/performance.md, Accuracy.
     */
    public static final TrainingPlan TUTORIAL =
            new TrainingPlanBuilder().epochs(100).batchSize(128).seed(1).build();

    public TrainingPlan {
        if (epochs < 1) {
            throw new UserError(Phrase.of(Setting.EPOCHS, " must be at least 1, got " + epochs), "give a larger one");
        }
        if (batchSize < 1) {
            throw new UserError(
                    Phrase.of(Setting.BATCH_SIZE, " must be at least 1, got " + batchSize), "give a larger one");
        }
        if (patience < 0) {
            throw new UserError(
                    Phrase.of(Setting.PATIENCE, " must not be negative, got " + patience), "give 0 or more");
        }
        if (shift < 0) {
            throw new UserError(Phrase.of(Setting.SHIFT, " must not be negative, got " + shift), "give 0 or more");
        }
        if (!(seconds >= 0)) {
            throw new UserError(
                    Phrase.of(Setting.SECONDS, " must be above 0, got " + Text.number(seconds)),
                    "give a positive number");
        }
        if (Double.isInfinite(seconds)) {
            throw new UserError(
                    Phrase.of(Setting.SECONDS, " must be a finite number, got " + Text.number(seconds)),
                    Phrase.of("bound the run by ", Setting.EPOCHS));
        }
        schedule = schedule == null ? Schedule.CONSTANT : schedule;
        if (schedule == Schedule.COSINE && seconds > 0) {
            throw new UserError(
                    Phrase.of(Setting.SCHEDULE, " cosine falls over a known number of epochs"),
                    Phrase.of("bound the run by ", Setting.EPOCHS, ", not by ", Setting.SECONDS));
        }
    }

    /** A builder that starts from this plan. */
    public TrainingPlanBuilder toBuilder() {
        return new TrainingPlanBuilder(this);
    }
}
