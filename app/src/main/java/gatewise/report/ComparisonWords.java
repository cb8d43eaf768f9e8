package gatewise.report;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.io.Version;
import gatewise.machine.Cpu;
import gatewise.study.Study;
import java.util.List;
import java.util.Locale;

/** What a comparison did and found, in sentences. */
final class ComparisonWords {
    private ComparisonWords() {}

    /** Who was trained how on what. */
    static String setting(Comparison comparison) {
        Study study = comparison.study();
        TrainingPlan plan = study.plan();
        boolean both = study.entries().stream().anyMatch(Study.Entry::tutorial)
                && study.entries().stream().anyMatch(entry -> !entry.tutorial());
        return Text.format(
                "%s on %s, each trained from %s on %,d %s%s: batches of %d%s, %s%s, %s.%s%s",
                Text.count(study.entries().size(), "network"),
                study.data().name(),
                Text.count(study.seeds(), "seed"),
                study.data().trainingImages(),
                study.form().noun(),
                plan.shift() > 0 ? " moved by up to " + Text.count(plan.shift(), "pixel") : "",
                plan.batchSize(),
                plan.shuffle() ? ", shuffled anew each epoch" : " in file order",
                optimizer(study),
                plan.schedule() == Schedule.CONSTANT ? "" : " falling along a " + plan.schedule(),
                budget(plan),
                both ? " " + tutorial() : "",
                comparison.missing() > 0 ? " " + gaps(comparison) : "");
    }

    /** That runs are missing; empty if none is. */
    static String gaps(Comparison comparison) {
        long missing = comparison.missing();
        return missing == 0
                ? ""
                : Text.format(
                        "So far %d of the %s %s missing.",
                        missing, Text.count(comparison.study().runs().size(), "run"), missing == 1 ? "is" : "are");
    }

    private static String optimizer(Study study) {
        boolean all = study.entries().stream().allMatch(Study.Entry::tutorial);
        List<String> optimizers = study.entries().stream()
                .filter(entry -> all || !entry.tutorial())
                .map(entry -> entry.network().optimizer().toString())
                .distinct()
                .toList();
        return optimizers.size() == 1 ? optimizers.get(0) : "each with an optimiser of its own";
    }

    private static String budget(TrainingPlan plan) {
        return plan.seconds() > 0
                ? Text.format("until the epoch in which %.0f seconds have passed", plan.seconds())
                : Text.count(plan.epochs(), "epoch");
    }

    private static String tutorial() {
        return "The tutorial's network trains as in the tutorial, within the same bounds: file order, RMSProp, the last"
                + " epoch scored.";
    }

    /** Of what the test accuracy is a share, or over what errors are a mean: such as test images. */
    static String tested(Comparison comparison) {
        Form form = comparison.study().form();
        return form.task().atEveryStep() ? "steps of the test " + form.noun() : "test " + form.noun();
    }

    /** What the columns of the table mean. */
    static String columns(Comparison comparison) {
        Form form = comparison.study().form();
        String measured = comparison.measure() == Measure.RMSE
                ? "Test RMSE, the root mean squared error, and test MAE, the mean absolute error, are "
                        + scale(comparison)
                        + " on all "
                        + tested(comparison)
                        + ", scored once at the end of a run with the network of the epoch that has the lowest loss on"
                        + " the validation " + form.noun() + "; lower is better. Of the RMSE:"
                : "Test accuracy is on all " + tested(comparison)
                        + ", scored once at the end of a run with the network of the epoch that does best on the"
                        + " validation " + form.noun() + ";";
        return measured
                + " mean, standard deviation and the 95% confidence interval of the"
                + " mean (Student's t) over the seeds."
                + (form.isImages() || comparison.measure() == Measure.RMSE
                        ? ""
                        : " Macro F1 is the mean F1 of the classes.")
                + speeds(comparison)
                + (form.isImages()
                        ? " Epochs to 97% is the median over the runs that come to that validation accuracy."
                        : " The best epoch, which was scored, is the median over the seeds.");
    }

    private static String scale(Comparison comparison) {
        if (comparison.standardised()) {
            return "over all outputs and standardised (each error divided by the deviation of that output in training)";
        }
        return "in the units of the file"
                + (comparison.study().form().outputs().size() > 1 ? ", over all outputs," : "");
    }

    private static String speeds(Comparison comparison) {
        Form form = comparison.study().form();
        String meaning = comparison.places().comparable()
                ? Text.format(
                        " Seconds an epoch, with validation, and %s a second, of training alone, are medians over all"
                                + " epochs; the answer for one %s is the median on one thread.",
                        form.noun(), form.one())
                : "";
        String note = comparison.places().note();
        return note.isEmpty() ? meaning : meaning + " " + note;
    }

    /** Which network did best, and whether the others' intervals reach it. */
    static String finding(Comparison comparison) {
        Comparison.Row best = comparison.best();
        Measure measure = comparison.measure();
        Sample score = best.score();
        String most = Text.format(
                measure == Measure.RMSE
                        ? "%s does best, with " + (comparison.standardised() ? "a standardised" : "an")
                                + " RMSE of %s on the %s on average"
                        : "%s does best, with %s of the %s right on average",
                best.name().substring(0, 1).toUpperCase(Locale.ROOT)
                        + best.name().substring(1),
                measure.text(score.mean()),
                tested(comparison));
        if (Double.isNaN(score.halfWidth())) {
            return most + "; with one seed, nothing can be said of chance.";
        }
        long close = comparison.rows().stream()
                .filter(row -> row != best)
                .filter(row -> measure.reaches(row.score(), score))
                .count();
        return most
                + " (95% interval "
                + measure.interval(score)
                + (close == 0
                        ? "), clear of every other network."
                        : close == 1
                                ? "); the interval of 1 other network overlaps with it."
                                : "); the intervals of " + close + " other networks overlap with it.");
    }

    /** Where the report was written, which is where the last runs were done. */
    static String machine() {
        Version version = Version.read();
        Cpu cpu = Cpu.here();
        return Text.format(
                "With Gatewise %s, Deeplearning4j %s, Java %s on %s (%s).",
                version.gatewise(), version.dl4j(), Runtime.version(), Text.count(cpu.cores(), "core"), cpu.features());
    }
}
