package gatewise.cli;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import picocli.CommandLine.Option;

/** How to train; a flag that is not given leaves the preset's value. */
final class PlanOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images a step; an incomplete last batch is dropped.")
    private Integer batch;

    @Option(names = "--shuffle", negatable = true, description = "A new random order each epoch, or the file's order.")
    private Boolean shuffle;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N epochs without a better validation accuracy and score the best; 0: never.")
    private Integer patience;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random; the same seed, the same bits.")
    private Long seed;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "Of the learning rate: constant, or cosine, which falls to a hundredth over all epochs.")
    private Schedule schedule;

    @Option(
            names = "--shift",
            paramLabel = "PIXELS",
            description = "Move each training image by up to so many pixels, anew each epoch; 0: none.")
    private Integer shift;

    TrainingPlan apply(TrainingPlan start) {
        int chosenPatience = patience == null ? start.patience() : patience;
        return new TrainingPlan(
                epochs == null ? start.epochs() : epochs,
                batch == null ? start.batchSize() : batch,
                shuffle == null ? start.shuffle() : shuffle,
                chosenPatience,
                start.scoreBest() || chosenPatience > 0,
                seed == null ? start.seed() : seed,
                schedule == null ? start.schedule() : schedule,
                shift == null ? start.shift() : shift,
                start.seconds());
    }
}
