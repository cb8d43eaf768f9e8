package gatewise.report;

import gatewise.io.Text;
import gatewise.study.RunResult;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the runs of a study were trained, and so what their speeds are worth. */
record Places(List<RunResult.Place> places) {
    private static final int MOST_NAMES = 4;

    /** That of a run which no part trained. */
    private static final RunResult.Place NOWHERE = new RunResult.Place(0, 1, "");

    /** @param results of all runs that are finished */
    static Places of(Stream<RunResult> results) {
        return new Places(results.map(result -> Objects.requireNonNullElse(result.place(), NOWHERE))
                .toList());
    }

    boolean shared() {
        return places.stream().anyMatch(place -> place != NOWHERE);
    }

    /** Whether speeds are those of one machine, as far as is known. */
    boolean comparable() {
        return hosts().size() <= 1;
    }

    /** Whether other runs may have been at work while the speeds were measured. */
    boolean beside() {
        return places.stream().anyMatch(place -> place.parts() != 1);
    }

    private List<String> hosts() {
        return places.stream().map(RunResult.Place::host).distinct().sorted().toList();
    }

    /** What to know of speeds; empty where there is nothing. */
    String note() {
        if (!comparable()) {
            return "The runs were trained on " + machines() + ", so that their speeds are not compared.";
        }
        return beside()
                ? "* Measured while other runs of the study may have been trained on the same machine, which slows all."
                : "";
    }

    private String machines() {
        List<String> named = hosts().stream().filter(host -> !host.isEmpty()).toList();
        String names = named.size() > MOST_NAMES ? "" : " (" + String.join(", ", named) + ")";
        return named.size() == hosts().size()
                ? Text.count(named.size(), "machine") + names
                : Text.count(named.size(), "machine") + names + " and where the study went on alone";
    }
}
