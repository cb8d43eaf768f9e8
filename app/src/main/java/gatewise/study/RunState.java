package gatewise.study;

import gatewise.io.Text;

/**
 * How far a run of a study is.
 *
 * @param claim the part's that has it or had it last; null if none ever did
 * @param diverged how its training diverged where no part has claimed it since; null if it did not
 */
public record RunState(Study.Run run, Kind kind, Claim claim, String diverged) {
    private static final int LONGEST = 200;

    /** How far. */
    public enum Kind {
        FINISHED,
        /** By a process that is seen to live. */
        RUNNING,
        /** By a process on another machine, of which nothing more is known here. */
        CLAIMED,
        /** By a process that has ended. */
        LEFT,
        DIVERGED,
        /** Not begun, or given back. */
        WAITING
    }

    static RunState of(Study.Run run, boolean finished, Claim claim, String diverged) {
        return new RunState(run, finished ? Kind.FINISHED : kind(claim, diverged), claim, diverged);
    }

    private static Kind kind(Claim claim, String diverged) {
        return claim != null ? kind(claim) : diverged != null ? Kind.DIVERGED : Kind.WAITING;
    }

    private static Kind kind(Claim claim) {
        if (!claim.isOpen()) {
            return claim.released() ? Kind.WAITING : Kind.DIVERGED;
        }
        return claim.process().lives() ? Kind.RUNNING : claim.process().hasEnded() ? Kind.LEFT : Kind.CLAIMED;
    }

    /** In a few words, such as "claimed by part 2 on node7 at 2026-01-01T00:00:00Z". */
    public String words() {
        return switch (kind) {
            case FINISHED -> "finished";
            case RUNNING ->
                Text.format(
                        "running in part %d, process %d, since %s",
                        claim.part(), claim.process().pid(), since());
            case CLAIMED ->
                Text.format(
                        "claimed by part %d on %s at %s, which may run or have died",
                        claim.part(), Text.line(claim.process().host(), LONGEST), since());
            case LEFT -> Text.format("left unfinished by part %d, whose process has ended", claim.part());
            case DIVERGED ->
                claim == null
                        ? "diverged: " + Text.line(diverged, LONGEST)
                        : Text.format("diverged in part %d: %s", claim.part(), Text.line(claim.diverged(), LONGEST));
            case WAITING -> claim == null ? "not begun" : Text.format("given back by part %d", claim.part());
        };
    }

    private String since() {
        return Text.line(claim.since(), LONGEST);
    }
}
