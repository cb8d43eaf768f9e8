package gatewise.spark;

import gatewise.checkpoint.Provenance;
import gatewise.data.ByteRange;
import gatewise.data.Form;
import gatewise.data.LineSurvey;
import gatewise.data.TextHead;
import gatewise.data.TextPart;
import gatewise.data.TextParts;
import gatewise.io.Phrase;
import gatewise.io.UserError;
import gatewise.scoring.SummedScore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Asks a network about data where it lies: each task of a cluster reads its part, answers it and writes its answers. */
public final class SparkScoring {
    private final Request request;
    private final SparkCluster cluster;
    private final ScoredData data;
    private final PartFiles.Target target;
    private final PartFiles out;

    private volatile boolean stopped;
    private volatile SparkSession session;

    /**
     * What is wanted.
     *
     * @param provenance of the network in the model
     * @param model the bytes of its file
     * @param path of the data, as the user gave it
     * @param answers how answers are given
     */
    public record Request(Provenance provenance, byte[] model, String path, Answering answers) {}

    /**
     * How answers are given.
     *
     * @param out folder of parts; null for none
     * @param truth whether the network is scored
     * @param json whether each line is JSON
     * @param top classes that a line names in words
     * @param threads that a task computes with
     */
    public record Answering(String out, boolean truth, boolean json, int top, int threads) {}

    /**
     * What came of it.
     *
     * @param score null where the truth is not known
     */
    public record Outcome(int parts, long sequences, SummedScore score) {}

    /** Is told how far it has come. */
    public interface Progress {
        /** Of so many parts. */
        void ended(int parts, int of);

        /** Of what went wrong without a loss to the answers, in one line. */
        void warns(String warning);
    }

    /**
     * Looks at the data and at where the answers are to go.
     *
     * @param cluster checked to have a worker with so many cores
     * @throws UserError if they are not there, or the network cannot read such data
     */
    public SparkScoring(Request request, SparkCluster cluster) {
        this.request = request;
        this.cluster = cluster;
        data = ScoredData.of(
                request.path(), request.provenance(), request.answers().truth());
        target = PartFiles.Target.of(request.answers().out());
        out = target == null ? null : new PartFiles(target);
        if (out != null) {
            out.check(ScoreTask.Place.of(request.path()));
        }
    }

    /** Cancels all jobs, from any thread; {@link #run} then returns. */
    public void stop() {
        stopped = true;
        SparkSession running = session;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Answers all; after a failure what was written is taken back, as far as it can be.
     *
     * @return null if it was stopped
     * @throws UserError that a part came to, or (a failed job) if Spark gave up
     */
    public Outcome run(Progress progress) {
        boolean done = false;
        try {
            Outcome outcome = outcome(progress);
            if (outcome != null && out != null) {
                out.end(outcome.parts());
            }
            done = outcome != null;
            return outcome;
        } catch (RuntimeException | LinkageError e) {
            // On Ctrl-C Spark ends its context by itself, and its classes that need a shutdown hook cannot be
            // initialised.
            if (stopped) {
                return null;
            }
            throw e;
        } finally {
            if (!done && out != null) {
                out.discard();
            }
        }
    }

    private Outcome outcome(Progress progress) {
        try (SparkSession opened = SparkSession.open(cluster, request.answers().threads())) {
            session = opened;
            if (stopped) {
                return null;
            }
            if (out != null) {
                out.begin(ScoreWork.sha256(request.model()));
            }
            List<ScoreTask> tasks = data.isImages() ? imageTasks() : textTasks(opened, progress);
            if (tasks == null) {
                return null;
            }
            ScoreTask.Answer[] answers = new ScoreTask.Answer[tasks.size()];
            boolean all = !stopped
                    && opened.run(
                            tasks.stream().map(ScoreTask::json).map(Task::of),
                            opened.share(Map.of(ScoreWork.MODEL, request.model())),
                            ScoreWork::score,
                            new Collected(tasks.size(), progress, true) {
                                @Override
                                void take(int task, Map<String, byte[]> files) {
                                    answers[task] = answer(files, ScoreTask.Answer.class);
                                }
                            });
            return all ? outcome(List.of(answers)) : null;
        }
    }

    private static <T> T answer(Map<String, byte[]> files, Class<T> type) {
        return ScoreTask.parse(new String(files.get(ScoreWork.ANSWER), StandardCharsets.UTF_8), type);
    }

    private Outcome outcome(List<ScoreTask.Answer> answers) {
        long sequences = answers.stream().mapToLong(ScoreTask.Answer::sequences).sum();
        List<ScoreTask.Answer> unknown =
                answers.stream().filter(answer -> answer.score() == null).toList();
        if (!unknown.isEmpty() && unknown.size() < answers.size()) {
            throw new UserError(
                    Phrase.of(
                            data.file(),
                            ", line ",
                            unknown.get(0).firstLine(),
                            ": what is true of the sequence is missing"),
                    "give it of all sequences, or of none");
        }
        if (!unknown.isEmpty() && request.answers().truth()) {
            throw data.noTruth();
        }
        TextParts.checkSpacings(
                data.file(), answers.stream().map(ScoreTask.Answer::spacing).toList());
        SummedScore score = unknown.isEmpty()
                ? answers.stream()
                        .map(ScoreTask.Answer::score)
                        .filter(Objects::nonNull)
                        .reduce(SummedScore::plus)
                        .orElse(null)
                : null;
        return new Outcome(answers.size(), sequences, score);
    }

    private ScoreTask.Asked asked() {
        Answering answers = request.answers();
        return new ScoreTask.Asked(
                ScoreWork.sha256(request.model()),
                answers.threads(),
                answers.truth(),
                new ScoreTask.Lines(answers.json(), answers.top()),
                target);
    }

    private List<ScoreTask> imageTasks() {
        List<ScoreTask> tasks = new ArrayList<>();
        for (ByteRange range : data.images().ranges()) {
            tasks.add(new ScoreTask(
                    asked(),
                    tasks.size(),
                    null,
                    new ScoreTask.Images(
                            ScoreTask.Place.of(data.file()),
                            ScoreTask.Place.of(data.labels()),
                            data.images(),
                            range,
                            data.noun())));
        }
        return tasks;
    }

    /** Null if it was stopped. */
    private List<ScoreTask> textTasks(SparkSession opened, Progress progress) {
        TextHead head = data.head();
        ScoreTask.Place file = ScoreTask.Place.of(data.file());
        TextParts parts = new TextParts(head, data.file());
        List<ByteRange> ranges = parts.ranges();
        Stream<Task> surveys =
                ranges.stream().map(range -> Task.of(ScoreTask.json(new ScoreTask.Survey(file, head, range))));
        TextParts.Surveyed[] surveyed = new TextParts.Surveyed[ranges.size()];
        Collected collected = new Collected(ranges.size(), progress, false) {
            @Override
            void take(int task, Map<String, byte[]> files) {
                surveyed[task] =
                        new TextParts.Surveyed(answer(files, LineSurvey.Result.class), files.get(ScoreWork.NAMES));
            }
        };
        boolean all = ranges.isEmpty() || opened.run(surveys, opened.share(Map.of()), ScoreWork::survey, collected);
        if (!all) {
            return null;
        }
        List<ScoreTask> tasks = new ArrayList<>();
        for (TextPart part : parts.of(List.of(surveyed))) {
            tasks.add(new ScoreTask(asked(), tasks.size(), new ScoreTask.Text(file, head, part), null));
        }
        return tasks;
    }

    /** What reports call the network. */
    public String title() {
        return request.provenance().network().title();
    }

    /** What the network reads and says. */
    public Form form() {
        return request.provenance().form();
    }

    /** Answers that are kept. */
    private abstract static class Collected implements Answers {
        private final int of;
        private final Progress progress;
        private final Consumer<Integer> ends;
        private int ended;

        Collected(int of, Progress progress, boolean tells) {
            this.of = of;
            this.progress = progress;
            ends = tells ? count -> progress.ended(count, of) : count -> {};
        }

        abstract void take(int task, Map<String, byte[]> files);

        @Override
        public void ended(int task, Map<String, byte[]> files) {
            take(task, files);
            ends.accept(++ended);
        }

        @Override
        public void warns(String warning) {
            progress.warns(warning);
        }

        @Override
        public void waits(int running, Map<Integer, Double> shares) {
            // What runs is not told apart from what waits.
        }
    }
}
