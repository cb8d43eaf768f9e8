package gatewise.study;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.RunCheck;
import gatewise.data.Dataset;
import gatewise.io.FolderLock;
import gatewise.machine.Threads;
import gatewise.scoring.Inference;
import gatewise.scoring.Result;
import gatewise.training.DivergenceException;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains the networks of a study, run by run, and leaves out what its folder says is finished. */
public final class StudyRunner implements StudyTraining {
    private static final int ANSWERS = 1000;

    private final Study study;
    private final StudyFolder folder;
    private final Dataset data;
    private final RunTurns turns;
    /** What the runs go on from; null if they begin. */
    private final Stage stage;

    private volatile boolean stopped;
    private volatile Trainer trainer;

    /** @param folder checked to be the study's, and taken for this process alone */
    public StudyRunner(Study study, StudyFolder folder, Dataset data) {
        this(study, folder, data, RunTurns.ALONE);
    }

    /** @param turns of a part, which others share the folder with */
    public StudyRunner(Study study, StudyFolder folder, Dataset data, RunTurns turns) {
        this.study = study;
        this.folder = folder;
        this.data = data;
        this.turns = turns;
        this.stage = null;
    }

    /** Of a stage of a search, whose runs go on from the stage before. */
    public StudyRunner(Stage stage, Dataset data, RunTurns turns) {
        this.study = stage.study();
        this.folder = stage.folder();
        this.data = data;
        this.turns = turns;
        this.stage = stage;
    }

    @Override
    public void stop() {
        stopped = true;
        Trainer running = trainer;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean run(Observer observer) {
        if (turns == RunTurns.ALONE) {
            folder.unshare(study).forEach(observer::warns);
        }
        Set<Study.Run> known = new HashSet<>();
        DivergedRuns diverged = new DivergedRuns(study);
        tellFinished(known, observer);
        for (Study.Run run = next(known); run != null; run = next(known)) {
            known.add(run);
            try {
                if (!run(run, observer)) {
                    return false;
                }
            } catch (DivergenceException e) {
                diverged.add(run, e);
                folder.diverged(run, e.getMessage());
                turns.diverged(run, e.getMessage());
                observer.diverges(run, e);
            }
            tellFinished(known, observer);
        }
        diverged.throwIfAny();
        return true;
    }

    private void tellFinished(Set<Study.Run> known, Observer observer) {
        for (Study.Run run : study.runs()) {
            if (!known.contains(run) && folder.isFinished(run)) {
                known.add(run);
                observer.isThere(run, folder.result(study, run));
            }
        }
    }

    /** The first run that is not known how it ends and that nobody else has; it is taken. Null if there is none. */
    private Study.Run next(Set<Study.Run> known) {
        for (Study.Run run : study.runs()) {
            // Again after it was taken: whoever had it may have finished it in between, and ended.
            if (!known.contains(run) && !folder.isFinished(run) && turns.take(run) && !folder.isFinished(run)) {
                return run;
            }
        }
        return null;
    }

    /** Whether to go on. */
    private boolean run(Study.Run run, Observer observer) {
        boolean ended = false;
        try {
            ended = train(run, observer);
            if (!ended && !turns.has(run)) {
                observer.warns(run.entry().name() + ", seed " + run.seed() + ", was taken up by another process");
            }
        } catch (DivergenceException e) {
            ended = true;
            throw e;
        } finally {
            if (!ended) {
                turns.giveBack(run);
            }
        }
        return !stopped;
    }

    /** Whether it came to an end. */
    private boolean train(Study.Run run, Observer observer) {
        Checkpoint start = start(run);
        Trainer training = new Trainer(
                start, data, observer.begins(run).then(stopsIfTaken(run)).then(stopsAtItsEnd(run)));
        trainer = training;
        if (stopped) {
            return false;
        }
        if (turns == RunTurns.ALONE) {
            folder.write(study);
        }
        FolderLock lock = folder.take(run);
        try {
            if (stage != null) {
                stage.bring(run);
            }
            if (isAtItsEnd(run, start)) {
                training.stop(); // a killed process had come so far
            }
            Checkpoint end = training.run(folder.run(run));
            if (training.isStopped() && !isAtItsEnd(run, end)) {
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
        return true;
    }

    private Checkpoint start(Study.Run run) {
        // On whatever machine: results of a study are the same from one process as from several.
        String common = Engine.common(run.entry().network()).toString();
        Provenance begun = Provenance.begin(run.entry().network(), run.plan(), common, study.threads());
        begun = begun.with(begun.network(), study.data());
        RunCheck.requireReadable(begun);
        Path latest = stage == null ? null : stage.latest(run);
        Provenance provenance = latest == null ? begun : Checkpoint.provenance(latest);
        Engine engine = provenance.engine();
        Threads.use(engine.splitsBatches() ? 1 : provenance.threads());
        if (latest != null) {
            return Checkpoint.resume(latest, engine, provenance.threads());
        }
        MultiLayerNetwork network = engine.create(provenance.network(), run.seed(), provenance.threads());
        return new Checkpoint(network, provenance);
    }

    /** Whether a run of a stage has done its epochs. */
    private boolean isAtItsEnd(Study.Run run, Checkpoint checkpoint) {
        Progress progress = checkpoint.provenance().progress();
        return stage != null && progress.epochs() >= study.mostEpochs(run) && progress.batch() == 0;
    }

    private TrainingObserver stopsAtItsEnd(Study.Run run) {
        return new TrainingObserver() {
            @Override
            public void epochDone(EpochRecord epoch) {
                if (stage != null && epoch.epoch() >= study.mostEpochs(run)) {
                    trainer.stop();
                }
            }
        };
    }

    /** Of two processes that both take a run for theirs, as each lost sight of the other, one goes on. */
    private TrainingObserver stopsIfTaken(Study.Run run) {
        return new TrainingObserver() {
            @Override
            public void epochDone(EpochRecord epoch) {
                if (!turns.has(run)) {
                    trainer.stop();
                }
            }
        };
    }

    private RunResult result(Study.Run run, Checkpoint end) {
        Progress progress = end.provenance().progress();
        boolean best = run.plan().scoreBest();
        Provenance provenance = end.provenance();
        RunResult.Origin origin = new RunResult.Origin(study.alone(run), turns.place());
        List<EpochRecord> history =
                progress.history().stream().map(EpochRecord::withoutGates).toList();
        if (study.upTo() != null) {
            return new RunResult(
                    run.entry().name(),
                    run.seed(),
                    RunResult.Scored.not(progress.best().epoch()),
                    history,
                    origin);
        }
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
                history,
                origin);
    }
}
