package gatewise.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.checkpoint.Provenance;
import gatewise.data.DataFiles;
import gatewise.data.Dataset;
import gatewise.io.Json;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.training.DivergenceException;
import gatewise.training.TrainingObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * One run of a study, or of a stage of a search, as a text that another process can train it from, with the checkpoints that
 * it goes on from, and the files that come back.
 */
public final class RunTask {
    /** The name under which a run whose training diverged comes back with the reason. */
    static final String DIVERGED = "diverged";

    /** The name under which lines come back that are to be shown. */
    static final String WARNINGS = "warnings";

    private final Study study;

    private RunTask(Study study) {
        this.study = study;
    }

    /** A study of that run alone, in JSON. */
    public static String text(Study study, Study.Run run) {
        return Json.pretty(study.alone(run));
    }

    /**
     * What a run goes on from: the content of checkpoints, by the names of their files; nothing if it begins.
     *
     * @throws UserError if they cannot be read
     */
    public static Map<String, byte[]> begin(Stage stage, Study.Run run) {
        Map<String, byte[]> begin = new LinkedHashMap<>();
        for (Path file : stage.checkpoints(run)) {
            try {
                begin.put(file.getFileName().toString(), Files.readAllBytes(file));
            } catch (IOException e) {
                throw UserError.failedJob(
                        Phrase.of(file.toString(), ": cannot be read (", Reason.of(e), ")"),
                        "mend that, and give the same command again",
                        e);
            }
        }
        return begin;
    }

    /** @throws IllegalArgumentException if it is not such a text */
    public static RunTask parse(String text) {
        try {
            return new RunTask(Json.FILES.readerFor(Study.class).readValue(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The data to train on. */
    public Provenance.Data data() {
        return study.data();
    }

    /**
     * Reads the data, as the study has it.
     *
     * @param empty a folder, for files
     * @throws UserError if it is other data
     */
    public Dataset open(DataFiles files, Path empty) throws IOException {
        Provenance.Data data = study.data();
        Dataset set = files.open(data.source(), data.reading(), data.holdout(), empty);
        if (!set.sha256().equals(data.sha256())) {
            throw new UserError(
                    Phrase.of("the data of the study, ", data.name(), ", is other data now (its checksum differs)"),
                    "leave its files as they are while a study is trained, and install the same Gatewise everywhere");
        }
        return set.train().count() > data.trainingImages() ? set.limit(data.trainingImages()) : set;
    }

    /**
     * Trains it, to the bits of a run that was never stopped.
     *
     * @param begin what {@link #begin} gave for it
     * @param empty a folder to work in
     * @param progress is told now and then how much of the run is done, from 0 to 1
     * @return the content of the run's folder, by the names of its files
     * @throws UserError if that cannot be done here
     */
    public Map<String, byte[]> train(
            Dataset data, Map<String, byte[]> begin, RunResult.Place place, Path empty, DoubleConsumer progress)
            throws IOException {
        ActiveBackend.start();
        StudyFolder folder = new StudyFolder(empty);
        Study.Run only = study.runs().get(0);
        Path run = folder.run(only).path();
        Files.createDirectories(run);
        for (Map.Entry<String, byte[]> checkpoint : begin.entrySet()) {
            Files.write(run.resolve(checkpoint.getKey()), checkpoint.getValue());
        }
        Notes notes = new Notes(new ShareObserver(study.mostEpochs(only), progress));
        RunTurns turns = new RunTurns() {
            @Override
            public RunResult.Place place() {
                return place;
            }
        };
        try {
            new StudyRunner(new Stage(study, folder, null), data, turns).run(notes);
        } catch (DivergenceException e) {
            return Map.of(DIVERGED, notes.diverged.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> written = Files.list(run)) {
            for (Path file : written.filter(Files::isRegularFile).sorted().toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        if (!notes.warnings.isEmpty()) {
            files.put(WARNINGS, String.join("\n", notes.warnings).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /** What an observer is told of the one run. */
    private static final class Notes implements StudyTraining.Observer {
        private final TrainingObserver training;
        private final List<String> warnings = new ArrayList<>();
        private String diverged;

        Notes(TrainingObserver training) {
            this.training = training;
        }

        @Override
        public TrainingObserver begins(Study.Run run) {
            return training;
        }

        @Override
        public void ends(Study.Run run, RunResult result) {}

        @Override
        public void warns(String warning) {
            warnings.add(warning);
        }

        @Override
        public void diverges(Study.Run run, DivergenceException reason) {
            diverged = reason.getMessage();
        }

        @Override
        public void isThere(Study.Run run, RunResult result) {}
    }
}
