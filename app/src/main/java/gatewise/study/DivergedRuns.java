package gatewise.study;

import gatewise.training.DivergenceException;
import java.util.ArrayList;
import java.util.List;

/** The runs of a study whose training diverged, which is said at its end. */
final class DivergedRuns {
    private final Study study;
    private final List<String> runs = new ArrayList<>();

    DivergedRuns(Study study) {
        this.study = study;
    }

    void add(Study.Run run, DivergenceException reason) {
        runs.add(run.entry().name() + ", seed " + run.seed() + ": " + reason.getMessage());
    }

    void throwIfAny() {
        if (!runs.isEmpty()) {
            throw new DivergenceException(
                    runs.size() + " of " + study.runs().size() + " runs diverged, the first of them " + runs.get(0));
        }
    }
}
