package gatewise.study;

import gatewise.training.DivergenceException;
import gatewise.training.TrainingObserver;

/** Is told, and does nothing. */
class SilentObserver implements StudyTraining.Observer {
    @Override
    public TrainingObserver begins(Study.Run run) {
        return new TrainingObserver() {};
    }

    @Override
    public void ends(Study.Run run, RunResult result) {}

    @Override
    public void warns(String warning) {}

    @Override
    public void diverges(Study.Run run, DivergenceException reason) {}

    @Override
    public void isThere(Study.Run run, RunResult result) {}
}
