package gatewise.report;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
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
                "%s on %s, each trained from %s on %,d images%s: batches of %d%s, %s%s, %s.%s",
                Text.count(study.entries().size(), "network"),
                study.data().name(),
                Text.count(study.seeds(), "seed"),
                study.data().trainingImages(),
                plan.shift() > 0 ? " moved by up to " + Text.count(plan.shift(), "pixel") : "",
                plan.batchSize(),
                plan.shuffle() ? ", shuffled anew each epoch" : " in file order",
                optimizer(study),
                plan.schedule() == Schedule.CONSTANT ? "" : " falling along a " + plan.schedule(),
                budget(plan),
                both ? " " + tutorial() : "");
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

    /** What the columns of the table mean. */
    static String columns() {
        return "Test accuracy is on all test images, scored once at the end of a run with the network of the epoch that"
                + " does best on the validation images; mean, standard deviation and the 95% confidence interval of the"
                + " mean (Student's t) over the seeds. Seconds an epoch, with validation, and images a second, of"
                + " training alone, are medians over all epochs; the answer for one image is the median on one thread."
                + " Epochs to 97% is the median over the runs that come to that validation accuracy.";
    }

    /** Which network did best, and whether the others' intervals reach it. */
    static String finding(Comparison comparison) {
        Comparison.Row best = comparison.best();
        Sample accuracy = best.accuracy();
        String most = Text.format(
                "%s does best, with %s of the test images right on average",
                best.name().substring(0, 1).toUpperCase(Locale.ROOT)
                        + best.name().substring(1),
                ComparisonTable.percent(accuracy.mean()));
        if (Double.isNaN(accuracy.halfWidth())) {
            return most + "; with one seed, nothing can be said of chance.";
        }
        long close = comparison.rows().stream()
                .filter(row -> row != best)
                .filter(row ->
                        row.accuracy().mean() + row.accuracy().halfWidth() >= accuracy.mean() - accuracy.halfWidth())
                .count();
        return most
                + " (95% interval "
                + ComparisonTable.interval(accuracy)
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
