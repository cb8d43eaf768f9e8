package gatewise.study;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.training.DivergenceRemedy;
import java.util.List;

/** Goes from rung to rung of a search, and then to its winner. */
public final class SearchRunner {
    private final Search search;
    private final SearchFolder folder;
    private final Stage.Executor executor;

    /** @param executor of the runs */
    public SearchRunner(Search search, SearchFolder folder, Stage.Executor executor) {
        this.search = search;
        this.folder = folder;
        this.executor = executor;
    }

    /**
     * Does what is left to do.
     *
     * @return whether it came to the end, or was stopped
     * @throws UserError (a failed job) if all runs of a rung diverged
     */
    public boolean run() {
        List<Study.Entry> left = search.configurations();
        Stage before = null;
        for (Search.Rung rung : search.rungs()) {
            List<Study.Entry> best = left.subList(0, Math.min(rung.configurations(), left.size()));
            Stage stage = new Stage(search.study(rung, best), folder.rung(rung.number()), before);
            // What the next rung was made from is not asked again, such as what diverged.
            boolean chosen = folder.rung(rung.number() + 1).stored().isPresent();
            if (!chosen && !executor.train(stage)) {
                return false;
            }
            left = SearchResults.ranked(stage);
            if (left.isEmpty()) {
                throw allDiverged(rung, best);
            }
            before = stage;
        }
        folder.write(left.get(0).network());
        return executor.train(new Stage(search.winner(left.get(0)), folder.winner(), before));
    }

    /**
     * Nothing, where a search may come to its end.
     *
     * @throws UserError (a failed job) if all runs of a rung diverged
     */
    public static void requireHope(Search search, SearchFolder folder) {
        for (Search.Rung rung : search.rungs()) {
            StudyFolder runs = folder.rung(rung.number());
            Study study = runs.stored().orElse(null);
            if (study != null && runs.states(study).stream().allMatch(run -> run.kind() == RunState.Kind.DIVERGED)) {
                throw allDiverged(rung, study.entries());
            }
        }
    }

    private static UserError allDiverged(Search.Rung rung, List<Study.Entry> entries) {
        List<NetworkSpec> networks = entries.stream().map(Study.Entry::network).toList();
        return UserError.failedJob(
                "training diverged in all configurations of rung " + rung.number(),
                Phrase.of(
                        "search anew with a lower " + DivergenceRemedy.of(networks) + " in the space, and another ",
                        Setting.OUTPUT_FOLDER),
                null);
    }
}
