package gatewise.study;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.network.Cell;
import gatewise.testing.ReaderTrial;
import gatewise.testing.Toy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Damaged copies of what a person writes for a search, and of the JSON that studies and searches keep in their folders. */
public final class StudyMutations {
    private static final Provenance.Data DATA =
            new Provenance.Data("toy", "toy", "0a", new Provenance.Data.Training(220, null), List.of("0", "1", "2"));
    private static final TrainingPlan PLAN =
            TrainingPlan.TUTORIAL.toBuilder().epochs(2).scoreBest(true).build();

    private final ReaderTrial trial;
    private final Path path;

    private StudyMutations(ReaderTrial trial, Path path) {
        this.trial = trial;
        this.path = path;
    }

    /** @param folder to work in */
    public static void run(ReaderTrial trial, Path folder) throws IOException {
        StudyMutations mutations = new StudyMutations(trial, folder);
        mutations.searchFile();
        mutations.search();
        mutations.study();
    }

    private void searchFile() {
        Path file = path.resolve("space.json");
        String space =
                "{\"cell\": [\"lstm\", \"gru\"], \"hiddenSize\": {\"from\": 32, \"to\": 128}, \"layers\": [1, 2],"
                        + " \"bidirectional\": [true, false], \"learningRate\": {\"from\": 0.0001, \"to\": 1e-2},"
                        + " \"dropout\": [0, 0.2], \"l2\": 0.00001}";
        trial.runJson(
                "search file",
                space.getBytes(StandardCharsets.UTF_8),
                bytes -> SearchFile.read(ReaderTrial.write(file, bytes)));
    }

    private void search() throws IOException {
        SearchFolder folder = new SearchFolder(Files.createDirectories(path.resolve("search")));
        Search search = Search.of(
                SearchSpace.DEFAULT, new Search.Terms(9, null, 1), new Search.Subject(Toy.NETWORK, PLAN, DATA));
        folder.begin(search);
        changed("search", folder.path().resolve(SearchFolder.SEARCH), () -> folder.check(search));
    }

    /** A stored file's reader. */
    private interface Reader {
        void read();
    }

    /** Puts it right again. */
    private void changed(String name, Path file, Reader reader) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        reader.read();
        trial.runJson(name, whole, bytes -> {
            ReaderTrial.write(file, bytes);
            reader.read();
        });
        Files.write(file, whole);
        reader.read();
    }

    private void study() throws IOException {
        List<StudyDraft> drafts = List.of(
                new StudyDraft("gru", Toy.NETWORK.toBuilder().cell(Cell.GRU).build(), 0, false),
                new StudyDraft(null, Toy.NETWORK, 0, false));
        Study study = Study.of(drafts, StudyDraft.sized(drafts, 1000), new Study.Terms(PLAN, 1, 1000, 1), DATA);
        StudyFolder folder = new StudyFolder(Files.createDirectories(path.resolve("study")));
        Part part = new Part(1, 2);
        RunTurns turns = folder.share(study, part, "compare");
        Study.Run finished = study.runs().get(0);
        Study.Run diverged = study.runs().get(1);
        if (!turns.take(finished) || !turns.take(diverged)) {
            throw new AssertionError("a run is not free");
        }
        folder.write(finished, result(study, finished, turns));
        folder.diverged(diverged, "the loss is not finite");

        changed("stored study", folder.path().resolve("study.json"), () -> folder.check(study));
        Path run = folder.run(finished).path();
        changed("result", run.resolve("result.json"), () -> folder.results(study));
        changed("divergence", folder.run(diverged).path().resolve(DivergenceNote.FILE), () -> folder.states(study));
        changed("parts", folder.path().resolve("parts/parts.json"), folder::command);
        changed(
                "claim",
                folder.path().resolve("parts/claims/" + finished.folder() + ".1.json"),
                () -> folder.states(study));
    }

    private static RunResult result(Study study, Study.Run run, RunTurns turns) {
        EpochRecord epoch = new EpochRecord(
                1,
                new EpochRecord.Losses(0.5, 0.5),
                new EpochRecord.Accuracy(0.75, 0.75),
                new EpochRecord.Pace(1, 220),
                List.of());
        return new RunResult(
                run.entry().name(),
                run.seed(),
                new RunResult.Scored(1, new long[][] {{9, 1, 0}, {0, 10, 0}, {2, 0, 8}}, null, 12.5),
                List.of(epoch),
                new RunResult.Origin(study.alone(run), turns.place()));
    }
}
