package gatewise.study;

/** Says which runs of a study this process trains, where others may train some. */
public interface RunTurns {
    /** Of a process that has the study for itself. */
    RunTurns ALONE = new RunTurns() {};

    /** Takes a run, if nobody else has it. */
    default boolean take(Study.Run run) {
        return true;
    }

    /** Whether a run that was taken has not been taken by another since. */
    default boolean has(Study.Run run) {
        return true;
    }

    /** Gives a run back that was not trained to its end. */
    default void giveBack(Study.Run run) {}

    /** Says that nobody needs to train a run again. */
    default void diverged(Study.Run run, String reason) {}

    /** Where a run was trained; null if all were in one place. */
    default RunResult.Place place() {
        return null;
    }
}
