package gatewise.report;

import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.study.Choices;
import gatewise.study.Search;
import gatewise.study.SearchResults;
import gatewise.study.SearchResults.Trial;
import gatewise.study.SearchSpace;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a search did and found, in sentences. */
final class SearchWords {
    private SearchWords() {}

    private static Form form(Search search) {
        return search.data().form(search.template().inputSize());
    }

    /** What was drawn and how it was chosen. */
    static String setting(Search search) {
        TrainingPlan plan = search.plan();
        return Text.format(
                "%s drawn from seed %d, trained on %,d %s%s of %s in batches of %d with %s%s, and chosen by successive"
                        + " halving: %s; at most %s in all.",
                Text.count(search.terms().configurations(), "configuration"),
                plan.seed(),
                search.data().trainingImages(),
                form(search).noun(),
                plan.shift() > 0 ? " moved by up to " + Text.count(plan.shift(), "pixel") : "",
                search.data().name(),
                plan.batchSize(),
                search.template().optimizer().toString().replaceFirst(",.*", ""),
                plan.schedule() == Schedule.CONSTANT ? "" : ", its learning rate falling along a " + plan.schedule(),
                rungs(search),
                Text.count(search.budget(), "epoch"));
    }

    private static String rungs(Search search) {
        return search.rungs().stream()
                .map(rung -> (rung.number() == 1 ? "all " : "the best ") + rung.configurations() + " up to "
                        + Text.count(rung.epochs(), "epoch"))
                .collect(Collectors.joining(", "));
    }

    /** Which configuration was chosen, and what it does on the test; or that there is none yet. */
    static String finding(SearchResults results) {
        if (!results.complete()) {
            return "The search is not at its end; the table has what is known so far.";
        }
        SearchResults.Winner winner = results.winner().orElseThrow();
        Trial chosen = results.trials().stream()
                .filter(trial -> trial.entry()
                        .name()
                        .equals(winner.study().entries().get(0).name()))
                .findFirst()
                .orElseThrow();
        Comparison comparison = Comparison.of(winner.study(), winner.results());
        Measure measure = comparison.measure();
        Sample score = comparison.best().score();
        Integer seeds = results.search().terms().seeds();
        return Text.format(
                "%s was chosen, with a validation %s of %s after epoch %d. %s: a %s %s of %s%s.",
                chosen.entry().name(),
                measure == Measure.ACCURACY ? "accuracy" : "loss",
                measure.text(measure.validation(chosen.result().scoredRecord())),
                chosen.result().scoredEpoch(),
                seeds == null ? "Of this run" : "Trained anew from " + Text.count(seeds, "other seed"),
                comparison.standardised() ? "standardised test" : "test",
                measure.title(),
                measure.text(score.mean()),
                Double.isNaN(score.halfWidth()) ? "" : " on average (95% interval " + measure.interval(score) + ")");
    }

    /** What the columns of the table mean. */
    static String columns(SearchResults results) {
        return "The rung is the last that a configuration came through. Figures are those of its best epoch so far on the"
                + " validation " + form(results.search()).noun() + ", by which alone it is kept or dropped; no"
                + " configuration but the winner is scored on the test "
                + form(results.search()).noun()
                + ". Seconds are those of all its epochs, with validation.";
    }

    /** What each setting was drawn from. */
    static List<String> space(SearchSpace space) {
        return List.of(
                "cell: " + choices(space.layers().cell(), false).toLowerCase(Locale.ROOT),
                "hiddenSize: " + choices(space.layers().hiddenSize(), true),
                "layers: " + choices(space.layers().count(), false),
                "bidirectional: " + choices(space.layers().bidirectional(), false),
                "learningRate: " + choices(space.learningRate(), true),
                "dropout: " + choices(space.dropout(), false),
                "l2: " + choices(space.l2(), true));
    }

    private static String choices(Choices<?> choices, boolean byLogarithm) {
        return choices.values() != null
                ? choices.values().stream()
                        .map(value -> value instanceof Double number ? Text.number(number) : value.toString())
                        .collect(Collectors.joining(", "))
                : Text.number(choices.range().from()) + " to "
                        + Text.number(choices.range().to()) + (byLogarithm ? " by its logarithm" : "");
    }
}
