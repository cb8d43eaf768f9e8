package gatewise.study;

import gatewise.backend.TrainingStep;
import gatewise.checkpoint.Engine;
import gatewise.data.Batches;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.Reading;
import gatewise.machine.Threads;
import gatewise.network.Cell;
import gatewise.network.GradientClipping;
import gatewise.network.Initializer;
import gatewise.network.Loss;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.network.Output;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The experiment on long-term dependencies of Hochreiter and Schmidhuber (Long short-term memory, Neural Computation 9,
 * 1997): how many training steps a cell needs for a task in which what matters lies T steps back, how much of the loss's
 * gradient reaches each step, and what the gates do meanwhile.
 */
public final class MemoryStudy {
    /** Training steps between two looks at the validation sequences. */
    public static final int INTERVAL = 20;

    /** The task of numbers is solved below this mean squared error: a constant answer comes to 0.167. */
    public static final double SOLVED_ERROR = 0.01;

    /** A task of classes is solved above this share of sequences, or of the symbols that are to be copied. */
    public static final double SOLVED_SHARE = 0.99;

    private final Terms terms;
    private volatile boolean stopped;

    /**
     * What all runs have in common.
     *
     * @param hiddenSize units
     * @param learningRate of Adam
     * @param batchSize sequences a step
     * @param mostSteps after which a run is given up
     */
    public record Terms(int hiddenSize, double learningRate, int batchSize, int mostSteps) {
        /** As the runs with PyTorch in docs/memory.md. */
        public static final Terms DEFAULT = new Terms(64, 0.002, 128, 5_000);
    }

    /**
     * One network.
     *
     * @param data such as {@code adding:100}
     */
    public record Run(String data, Cell cell, long seed) {}

    /**
     * How a run went.
     *
     * @param before of the network as it was drawn
     * @param after of the network as it ended
     */
    public record Outcome(Run run, Training training, MemoryProbe.Reach before, MemoryProbe.Reach after) {
        /**
         * Its training.
         *
         * @param steps training steps until the task was solved; 0 if it was not
         * @param done training steps in all
         * @param error on the validation sequences at the end: the mean squared error, or the share of wrong classes,
         *     of the copy task among the symbols alone: whoever says blanks always is right at most steps
         * @param seconds of training
         */
        public record Training(int steps, int done, double error, double seconds) {}

        /** Whether the task was solved. */
        public boolean isSolved() {
            return training.steps() > 0;
        }
    }

    /** Is told how a run goes. */
    @FunctionalInterface
    public interface Observer {
        /** After each look at the validation sequences. */
        void looked(Run run, int steps, double error);
    }

    public MemoryStudy(Terms terms) {
        this.terms = terms;
    }

    /** Ends {@link #run} after the step at hand; from any thread. */
    public void stop() {
        stopped = true;
    }

    /** The network of a run. */
    private NetworkSpec network(Run run, Dataset data) {
        return NetworkSpec.tutorial().toBuilder()
                .cell(run.cell())
                .hiddenSizes(List.of(terms.hiddenSize()))
                .inputSize(data.features())
                .timeSteps(data.timeSteps())
                .classes(data.form().outputs().size())
                .output(Output.of(data.form().task()))
                .head(new Initializer(Initializer.Type.GLOROT_UNIFORM, null))
                .optimizer(Optimizer.named("adam", terms.learningRate()))
                .clipping(new GradientClipping(GradientClipping.Type.LAYER_NORM, 1))
                .build();
    }

    /**
     * Trains until the task is solved, or given up.
     *
     * @throws gatewise.io.UserError if there is no such task
     */
    public Outcome run(Run run, Observer observer) {
        Dataset data = Dataset.open(run.data(), Reading.DEFAULT, null);
        NetworkSpec spec = network(run, data);
        Engine engine = Engine.common(spec);
        int threads = Threads.choose(null, engine.splitsBatches());
        Threads.use(engine.splitsBatches() ? 1 : threads);
        MultiLayerNetwork network = engine.create(spec, run.seed(), threads);
        MemoryProbe probe = new MemoryProbe(spec, data);
        MemoryProbe.Reach before = probe.look(network);
        Outcome.Training training = train(run, data, network, engine.trainingStep(network), observer);
        return new Outcome(run, training, before, probe.look(network));
    }

    private Outcome.Training train(
            Run run, Dataset data, MultiLayerNetwork network, TrainingStep step, Observer observer) {
        Batches training = Batches.toTrain(data.train(), data.form(), terms.batchSize());
        Batches validation = Batches.toScore(
                data.validation(), data.form(), data.validation().count());
        Random random = new Random(run.seed());
        double seconds = 0;
        double error = Double.NaN;
        int done = 0;
        while (done < terms.mostSteps() && !stopped) {
            if (done % training.count() == 0) {
                training.arrange(random, true, 0);
            }
            DataSet batch = training.batch(done % training.count());
            long began = System.nanoTime();
            step.fit(batch.getFeatures(), batch.getLabels(), batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
            seconds += (System.nanoTime() - began) / 1e9;
            done++;
            if (done % INTERVAL == 0) {
                Result result = Result.of(network, validation, data.validation(), data.form());
                error = result instanceof Scores scores ? wrong(scores, data.form()) : result.loss(Loss.MSE);
                observer.looked(run, done, error);
                if (error < (result instanceof Scores ? 1 - SOLVED_SHARE : SOLVED_ERROR)) {
                    return new Outcome.Training(done, done, error, seconds);
                }
            }
        }
        return new Outcome.Training(0, done, error, seconds);
    }

    private static double wrong(Scores scores, Form form) {
        if (!form.task().atEveryStep()) {
            return 1 - scores.accuracy();
        }
        Evaluation evaluation = scores.evaluation();
        long symbols = 0;
        long right = 0;
        int blank = form.outputs().size() - 1;
        for (int symbol = 0; symbol < blank; symbol++) {
            symbols += evaluation.actual(symbol);
            right += evaluation.confusion()[symbol][symbol];
        }
        return (double) (symbols - right) / symbols;
    }

    /** All runs of some tasks, cells and seeds, task by task. */
    public static List<Run> runs(List<String> tasks, List<Cell> cells, int seeds) {
        List<Run> runs = new ArrayList<>();
        for (String task : tasks) {
            for (Cell cell : cells) {
                for (long seed = 1; seed <= seeds; seed++) {
                    runs.add(new Run(task, cell, seed));
                }
            }
        }
        return runs;
    }
}
