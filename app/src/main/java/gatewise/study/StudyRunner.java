package gatewise.study;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.io.FolderLock;
import gatewise.machine.Threads;
import gatewise.scoring.Inference;
import gatewise.scoring.Result;
import gatewise.training.DivergenceException;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains the networks of a study, run by run, and leaves out what its folder says is finished. */
public final class StudyRunner {
    private static final int ANSWERS = 1000;
    /** Of networks that answer through DL4J, a hundred times slower. */
    private final Study study;

    private final StudyFolder folder;
    private final Dataset data;

    private volatile boolean stopped;
    private volatile Trainer trainer;

    /** @param folder checked to be the study's */
    public StudyRunner(Study study, StudyFolder folder, Dataset data) {
        this.study = study;
        this.folder = folder;
        this.data = data;
    }

    /** Is told how a study goes, on the thread that trains. */
    public interface Observer {
        /** Before a run; the observer that it returns is told of its batches and epochs. */
        TrainingObserver begins(Study.Run run);

        /** After a run and its scoring. */
        void ends(Study.Run run, RunResult result);

        /** Of what went wrong without a loss to the results, in one line. */
        void warns(String warning);

        /** After a run whose training diverged, which has no result. */
        void diverges(Study.Run run, DivergenceException reason);

        /** For a run that was finished before; instead of the others. */
        void isThere(Study.Run run, RunResult result);
    }

    /** Ends {@link #run} after the batch at hand, from any thread; the run at hand will begin anew another time. */
    public void stop() {
        stopped = true;
        Trainer running = trainer;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Does what is left to do. A run that diverges costs no other run.
     *
     * @return whether it came to the end, or was stopped
     * @throws DivergenceException at the end, if runs diverged
     */
    public boolean run(Observer observer) {
        List<RunResult> there = folder.results(study);
        int next = 0;
        for (Study.Run run : study.runs()) {
            if (folder.isFinished(run)) {
                observer.isThere(run, there.get(next++));
            }
        }
        List<String> diverged = new ArrayList<>();
        for (Study.Run run : study.runs()) {
            try {
                if (!folder.isFinished(run) && !run(run, observer)) {
                    return false;
                }
            } catch (DivergenceException e) {
                diverged.add(run.entry().name() + ", seed " + run.seed() + ": " + e.getMessage());
                observer.diverges(run, e);
            }
        }
        if (!diverged.isEmpty()) {
            throw new DivergenceException(diverged.size() + " of "
                    + study.runs().size() + " runs diverged, the first of them " + diverged.get(0));
        }
        return true;
    }

    private boolean run(Study.Run run, Observer observer) {
        Provenance provenance = Provenance.begin(run.entry().network(), run.plan(), "auto", study.threads());
        provenance = provenance.with(provenance.network(), study.data());
        Engine engine = provenance.engine();
        Threads.use(engine == Engine.FAST ? 1 : provenance.threads());
        MultiLayerNetwork network = engine.create(provenance.network(), run.seed(), provenance.threads());
        Trainer training = new Trainer(new Checkpoint(network, provenance), data, observer.begins(run));
        trainer = training;
        if (stopped) {
            return false;
        }
        folder.write(study);
        FolderLock lock = folder.take(run);
        try {
            Checkpoint end = training.run(folder.run(run));
            if (training.isStopped()) {
                return false;
            }
            RunResult result = result(run, end);
            if (result.confusion() != null) {
                folder.run(run)
                        .scored(result.scoredEpoch(), result.testAccuracy())
                        .forEach(observer::warns);
            }
            folder.write(run, result);
            observer.ends(run, result);
        } finally {
            lock.close();
        }
        return !stopped;
    }

    private RunResult result(Study.Run run, Checkpoint end) {
        Progress progress = end.provenance().progress();
        boolean best = run.plan().scoreBest();
        Provenance provenance = end.provenance();
        Checkpoint scored =
                best ? Checkpoint.load(folder.run(run).best(), provenance.engine(), provenance.threads()) : end;
        Result test = Trainer.test(scored.network(), data);
        double[] latencies =
                SpeedMeasurement.latencies(Inference.of(scored), SpeedMeasurement.first(data.test(), ANSWERS));
        return new RunResult(
                run.entry().name(),
                run.seed(),
                RunResult.Scored.of(
                        best ? progress.best().epoch() : progress.epochs(), test, latencies[latencies.length / 2]),
                progress.history().stream().map(EpochRecord::withoutGates).toList());
    }
}
