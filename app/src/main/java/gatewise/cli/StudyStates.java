package gatewise.cli;

import gatewise.io.Text;
import gatewise.study.RunState;
import gatewise.study.RunState.Kind;
import gatewise.study.Study;
import gatewise.study.StudyFolder;
import gatewise.training.DivergenceRemedy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How far the runs of a study are, in words. */
record StudyStates(List<RunState> states) {
    private static final int MOST_NAMES = 3;

    boolean complete() {
        return count(Kind.FINISHED) == states.size();
    }

    /** Whether a run may still be trained to its end. */
    boolean open() {
        return count(Kind.FINISHED) + count(Kind.DIVERGED) < states.size();
    }

    /** What to do about runs that diverged. */
    String remedy() {
        List<Study.Entry> networks = states.stream()
                .filter(state -> state.kind() == Kind.DIVERGED)
                .map(state -> state.run().entry())
                .distinct()
                .toList();
        return "compare anew with a lower "
                + DivergenceRemedy.of(
                        networks.stream().map(Study.Entry::network).toList()) + " for "
                + networks.stream()
                        .limit(MOST_NAMES)
                        .map(network -> Text.visible(network.name()))
                        .collect(Collectors.joining(", "))
                + (networks.size() > MOST_NAMES ? " and others" : "") + ", and another --out";
    }

    boolean any() {
        return count(Kind.FINISHED) > 0;
    }

    private long count(Kind kind) {
        return states.stream().filter(state -> state.kind() == kind).count();
    }

    /** Such as "3 of 6 runs are finished, 2 running, 1 not begun". */
    String summary() {
        return count(Kind.FINISHED) + " of " + Text.count(states.size(), "run") + " finished"
                + Arrays.stream(Kind.values())
                        .filter(kind -> kind != Kind.FINISHED && count(kind) > 0)
                        .map(kind -> ", " + count(kind) + " " + word(kind))
                        .collect(Collectors.joining());
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case FINISHED -> "finished";
            case RUNNING -> "running";
            case CLAIMED -> "claimed on other machines";
            case LEFT -> "left unfinished";
            case DIVERGED -> "diverged";
            case WAITING -> "not begun";
        };
    }

    /** A line for each run that is not finished. */
    List<String> missing() {
        return states.stream()
                .filter(state -> state.kind() != Kind.FINISHED)
                .map(state -> Text.visible(state.run().entry().name()) + ", seed "
                        + state.run().seed() + ": " + state.words())
                .toList();
    }

    /** The command for the report. */
    static String report(StudyFolder folder) {
        return ShellWords.line("gatewise", "compare", "--report", "--out", folder.path());
    }
}
