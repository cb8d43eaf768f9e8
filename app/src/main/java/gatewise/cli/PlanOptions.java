package gatewise.cli;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import picocli.CommandLine.Option;

/** How to train; a flag that is not given leaves the preset's value. */
final class PlanOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training set.")
    private Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images or sequences a step; images that do not fill the last are dropped.")
    private Integer batch;

    @Option(
            names = "--shuffle",
            negatable = true,
            description =
                    "A new random order each epoch, or one order for all, as in the file: the default for MNIST; for"
                            + " all others it is a new one.")
    private Boolean shuffle;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Stop after N epochs without a better validation accuracy (of numbers: loss) and score the best; 0:"
                            + " never.")
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
            description = "Images alone: move each by up to so many pixels, anew each epoch; 0: none.")
    private Integer shift;

    TrainingPlan apply(TrainingPlan start) {
        int chosenPatience = patience == null ? start.patience() : patience;
        return start.toBuilder()
                .epochs(epochs == null ? start.epochs() : epochs)
                .batchSize(batch == null ? start.batchSize() : batch)
                .shuffle(shuffle == null ? start.shuffle() : shuffle)
                .patience(chosenPatience)
                .scoreBest(start.scoreBest() || chosenPatience > 0)
                .seed(seed == null ? start.seed() : seed)
                .schedule(schedule == null ? start.schedule() : schedule)
                .shift(shift == null ? start.shift() : shift)
                .build();
    }
}
