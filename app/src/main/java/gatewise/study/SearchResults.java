package gatewise.study;

import gatewise.checkpoint.EpochRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a search so far.
 *
 * @param trials of all configurations, the best first: those that came further, and of one rung those that do better on the
 *     validation sequences
 * @param winner once it is chosen and all of its runs are finished
 */
public record SearchResults(Search search, List<Trial> trials, Optional<Winner> winner) {

    /**
     * A configuration.
     *
     * @param rung the last that it came through; 0 for none
     * @param result in that rung, not scored on the test; null for none
     * @param diverged the rung in which its training did; 0 if it did in none
     */
    public record Trial(Study.Entry entry, int rung, RunResult result, int diverged) {}

    /** The winner's runs, scored on the test. */
    public record Winner(Study study, List<RunResult> results) {}

    /** The better on the validation sequences first, by the best epoch so far. */
    private static final Comparator<RunResult> BEST_FIRST = (one, other) -> {
        EpochRecord a = one.scoredRecord();
        EpochRecord b = other.scoredRecord();
        return a.isBetterThan(b) ? -1 : b.isBetterThan(a) ? 1 : 0;
    };

    /** As the folder has it. */
    public static SearchResults of(Search search, SearchFolder folder) {
        Map<String, Integer> diverged = new HashMap<>();
        Map<String, Trial> trials = new LinkedHashMap<>();
        for (int number = search.rungs().size(); number > 0; number--) {
            int rung = number;
            StudyFolder runs = folder.rung(rung);
            Study study = runs.stored().orElse(null);
            if (study == null) {
                continue;
            }
            List<RunResult> results = runs.results(study);
            boolean over = rung < search.rungs().size()
                    ? folder.rung(rung + 1).stored().isPresent()
                    : folder.winner().stored().isPresent();
            for (RunResult result : sorted(results)) {
                trials.computeIfAbsent(
                        result.network(),
                        name -> new Trial(entry(study, name), rung, result, diverged.getOrDefault(name, 0)));
            }
            study.entries().stream()
                    .map(Study.Entry::name)
                    .filter(name -> over
                            && results.stream()
                                    .noneMatch(result -> result.network().equals(name)))
                    .forEach(name -> diverged.put(name, rung));
        }
        for (Study.Entry entry : search.configurations()) {
            trials.computeIfAbsent(entry.name(), name -> new Trial(entry, 0, null, diverged.getOrDefault(name, 0)));
        }
        return new SearchResults(search, List.copyOf(trials.values()), winner(folder.winner()));
    }

    private static Study.Entry entry(Study study, String name) {
        return study.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Winner> winner(StudyFolder folder) {
        return folder.stored()
                .map(study -> new Winner(study, folder.results(study)))
                .filter(winner ->
                        winner.results().size() == winner.study().runs().size());
    }

    private static List<RunResult> sorted(List<RunResult> results) {
        return results.stream().sorted(BEST_FIRST).toList();
    }

    /** The configurations of a stage that did not diverge, the best first; of equals the one that was drawn first. */
    static List<Study.Entry> ranked(Stage stage) {
        Study study = stage.study();
        return sorted(stage.folder().results(study)).stream()
                .map(result -> entry(study, result.network()))
                .toList();
    }

    /** Whether nothing is left to do. */
    public boolean complete() {
        return winner.isPresent();
    }
}
