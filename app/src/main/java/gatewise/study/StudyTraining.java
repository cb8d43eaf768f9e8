package gatewise.study;

import gatewise.training.DivergenceException;
import gatewise.training.TrainingObserver;
import java.util.Map;

/** Trains what is left of a study, here or elsewhere, once. */
public interface StudyTraining {
    /**
     * Does what is left to do, but for what others have. A run that diverges costs no other run.
     *
     * @return whether it came to the end, or was stopped
     * @throws DivergenceException at the end, if runs diverged
     */
    boolean run(Observer observer);

    /** Ends {@link #run} soon, from any thread; runs that are not finished will begin anew another time. */
    void stop();

    /** Is told how a study goes, on the thread that runs it. */
    interface Observer {
        /** Before a run that is trained here; the observer that it returns is told of its batches and epochs. */
        TrainingObserver begins(Study.Run run);

        /** After a run and its scoring. */
        void ends(Study.Run run, RunResult result);

        /** Of what went wrong without a loss to the results, in one line. */
        void warns(String warning);

        /** After a run whose training diverged, which has no result. */
        void diverges(Study.Run run, DivergenceException reason);

        /** For a run that was finished before, or elsewhere; instead of the others. */
        void isThere(Study.Run run, RunResult result);

        /**
         * Now and then while runs are trained elsewhere.
         *
         * @param running as many at this moment
         * @param shares how much of each is done, from 0 to 1, as far as is known
         */
        default void waits(int running, Map<Study.Run, Double> shares) {}
    }
}
