package gatewise.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
import gatewise.data.ImageSet;
import gatewise.data.LineSurvey;
import gatewise.data.SequenceParts;
import gatewise.data.SequenceSet;
import gatewise.io.Digests;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Cpu;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import gatewise.report.ImageAnswers;
import gatewise.report.SequenceAnswers;
import gatewise.scoring.Inference;
import gatewise.scoring.Result;
import gatewise.scoring.SummedScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;

/** What an executor does for a part of the data. It keeps the network for the next. */
final class ScoreWork {
    /** Under which the model travels. */
    static final String MODEL = "model";

    /** Under which an answer comes back. */
    static final String ANSWER = "answer.json";

    /** Under which names of sequences come back. */
    static final String NAMES = "names";

    private static String known;
    private static Checkpoint checkpoint;

    private ScoreWork() {}

    /** Counts lines. */
    static Map<String, byte[]> survey(Task sent, Map<String, byte[]> shared, DoubleConsumer progress)
            throws IOException {
        ScoreTask.Survey task = ScoreTask.parse(sent.text(), ScoreTask.Survey.class);
        LineSurvey survey = LineSurvey.of(HadoopFiles.source(task.file()), task.head(), task.range());
        return Map.of(ANSWER, bytes(survey.result()), NAMES, survey.names());
    }

    /** Reads, scores and writes. */
    static Map<String, byte[]> score(Task sent, Map<String, byte[]> shared, DoubleConsumer progress)
            throws IOException {
        StudyWork.checkProcessor(System.getenv(), Cpu.here());
        ScoreTask task = ScoreTask.parse(sent.text(), ScoreTask.class);
        Checkpoint model = checkpoint(task.asked(), shared.get(MODEL));
        return Map.of(ANSWER, bytes(task.images() == null ? sequences(task, model) : images(task, model)));
    }

    private static byte[] bytes(Object answer) throws JsonProcessingException {
        return Json.FILES.writeValueAsBytes(answer);
    }

    static String sha256(byte[] model) {
        return HexFormat.of().formatHex(Digests.of("SHA-256").digest(model));
    }

    private static synchronized Checkpoint checkpoint(ScoreTask.Asked asked, byte[] model) throws IOException {
        if (asked.sha256().equals(known)) {
            return checkpoint;
        }
        if (!sha256(model).equals(asked.sha256())) {
            throw UserError.failedJob(
                    "the model came to an executor with another checksum", "give the same command again", null);
        }
        Path file = Files.createTempFile("gatewise-", ".zip");
        try {
            Files.write(file, model);
            NetworkSpec spec = Checkpoint.provenance(file).network();
            ActiveBackend.start();
            Engine engine = Engine.common(spec);
            int threads = Threads.choose(asked.threads(), engine.splitsBatches());
            Threads.use(engine.splitsBatches() ? 1 : threads);
            checkpoint = Checkpoint.load(file, engine, threads);
        } finally {
            Files.delete(file);
        }
        known = asked.sha256();
        return checkpoint;
    }

    private static ScoreTask.Answer sequences(ScoreTask task, Checkpoint model) {
        Provenance provenance = model.provenance();
        Form form = provenance.form();
        ScoreTask.Text text = task.text();
        SequenceParts.Part part = SequenceParts.read(
                HadoopFiles.source(text.file()),
                text.head(),
                text.part(),
                new SequenceParts.Asked(
                        provenance.data().reading(), form, task.asked().truth()));
        SequenceSet set = part.sequences();
        float[][][] answers = answers(task, model, set);
        if (task.asked().out() != null) {
            SequenceAnswers words =
                    new SequenceAnswers(form, task.asked().form().top());
            write(
                    task,
                    answers.length,
                    i -> task.asked().form().json()
                            ? ScoreTask.json(words.json(text.file().name(), answers[i], set, i))
                            : words.line(SequenceAnswers.called(set.name(i)), answers[i], set, i, Integer.MAX_VALUE));
        }
        return new ScoreTask.Answer(
                set.count(),
                text.part().firstLine(),
                part.spacing(),
                set.isLabelled() ? score(answers, set, form) : null);
    }

    private static SummedScore score(float[][][] answers, SequenceSet set, Form form) {
        Result result = Result.of(answers, set, form);
        result.requireFinite();
        return SummedScore.of(result, set);
    }

    private static ScoreTask.Answer images(ScoreTask task, Checkpoint model) {
        Form form = model.provenance().form();
        ScoreTask.Images images = task.images();
        ImageSet set = images.parts()
                .read(
                        HadoopFiles.source(images.file()),
                        images.labels() == null ? null : HadoopFiles.source(images.labels()),
                        images.range(),
                        form.outputs().size());
        float[][][] answers = answers(task, model, set);
        if (task.asked().out() != null) {
            ImageAnswers words =
                    new ImageAnswers(form.outputs(), task.asked().form().top());
            write(task, answers.length, i -> {
                String actual = images.labels() == null ? null : form.outputs().get(set.label(i));
                Map<String, Object> result =
                        words.json(images.noun() + " " + (images.range().from() + i), actual, answers[i][0]);
                return task.asked().form().json() ? ScoreTask.json(result) : words.line(result, Integer.MAX_VALUE);
            });
        }
        return new ScoreTask.Answer(set.count(), 0, null, images.labels() == null ? null : score(answers, set, form));
    }

    /** [sequences][steps or 1][outputs] */
    private static float[][][] answers(ScoreTask task, Checkpoint model, SequenceSet set) {
        Form form = model.provenance().form();
        float[][][] answers = new float[set.count()][][];
        if (task.asked().truth()) {
            float[][][] all = Result.answers(model.network(), set, form);
            Arrays.setAll(answers, i -> form.task().atEveryStep() ? Arrays.copyOf(all[i], set.length(i)) : all[i]);
            return answers;
        }
        // To the bit what a single sequence is answered.
        Inference inference = Inference.of(model);
        Arrays.setAll(answers, i -> inference.answers(set.steps(i)));
        return answers;
    }

    /** Each line is made when it is written. */
    private static void write(ScoreTask task, int count, IntFunction<String> line) {
        Iterable<String> lines = () -> IntStream.range(0, count).mapToObj(line).iterator();
        new PartFiles(task.asked().out()).write(task.number(), TaskContext.get().taskAttemptId(), lines);
    }
}
