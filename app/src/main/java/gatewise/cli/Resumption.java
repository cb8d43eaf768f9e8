package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.training.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** A run that goes on: from where, and what may change about it. */
final class Resumption {
    /** What decides the bits of a run beside its network's options. */
    private static final List<String> FIXED = List.of(
            "--preset", "--batch", "--seed", "--shuffle", "--schedule", "--shift", "--limit", "--engine", "--threads");

    private final Path folder;
    private final ParseResult given;

    /**
     * A run to be looked for.
     *
     * @param folder null if the user named none
     * @throws UserError if there is no run there, or something about it cannot change
     */
    Resumption(Path folder, ParseResult given) {
        this.folder = folder;
        this.given = given;
        if (folder == null) {
            throw new UserError("--resume needs --out DIR, the folder of the run to continue", "give it");
        }
        Stream.of(NetworkOptions.NAMES, ReadingOptions.NAMES, FIXED)
                .flatMap(List::stream)
                .forEach(this::refuse);
        new RunFolder(folder).checkBegun();
    }

    /**
     * Where the run stands, with what the user changes about its plan.
     *
     * @throws UserError if it cannot go on so
     */
    Provenance provenance(PlanOptions options) {
        Provenance stored = Checkpoint.provenance(new RunFolder(folder).latest());
        if (!stored.isTrained()) {
            throw new UserError(
                    "--resume: the network in " + folder + " was imported and has no run to continue",
                    "give the folder of a run");
        }
        stored.engine().obstacle(stored.network()).ifPresent(reason -> {
            throw new UserError(
                    "the run in " + folder + " was begun by the " + stored.engine() + " engine, which " + reason,
                    "go on where that runs (gatewise doctor says what does), or train anew with another --out, by"
                            + " --engine fast if it is to go on by any CPU");
        });
        TrainingPlan plan = options.apply(stored.plan());
        checkEpochs(stored, plan.epochs());
        return stored.with(plan);
    }

    private void refuse(String option) {
        if (given.hasMatchedOption(option)) {
            throw new UserError(option + " cannot change in a run that is resumed", "leave it out");
        }
    }

    private void checkEpochs(Provenance stored, int epochs) {
        TrainingPlan plan = stored.plan();
        int done = stored.progress().epochs();
        if (plan.schedule() != Schedule.CONSTANT && epochs != plan.epochs()) {
            throw new UserError(
                    Text.format(
                            "--epochs %d: the learning rate of the run in %s falls along a %s over its %s, and over others"
                                    + " it would have fallen otherwise from the first step on",
                            epochs, folder, plan.schedule(), Text.count(plan.epochs(), "epoch")),
                    "leave it out, or train anew with another --out");
        }
        if (epochs < done) {
            throw new UserError(
                    Text.format("--epochs %d: the run in %s has done %d", epochs, folder, done),
                    "give more, or leave it out");
        }
    }

    /** Such as {@code going on in runs/best after epoch 3 of 30}, or that nothing is left to do. */
    String from(Provenance provenance) {
        Progress progress = provenance.progress();
        if (progress.epochs() >= provenance.plan().epochs()) {
            return Text.format(
                    "the run in %s has done all of its %s; its network is scored again",
                    folder, Text.count(progress.epochs(), "epoch"));
        }
        String batch = progress.batch() == 0 ? "" : ", batch " + progress.batch() + " of the next";
        return Text.format(
                "going on in %s after epoch %d of %d%s",
                folder, progress.epochs(), provenance.plan().epochs(), batch);
    }
}
