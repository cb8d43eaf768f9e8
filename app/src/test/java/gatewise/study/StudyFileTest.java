package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Holdout;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyFileTest {
    private static final NetworkSpec TEMPLATE = NetworkSpec.tutorial().toBuilder()
            .optimizer(Optimizer.named("adam", 0.001))
            .build();
    private static final Provenance.Data DATA =
            new Provenance.Data("mnist", "MNIST", "0a", new Provenance.Data.Training(55_000, null), List.of("0", "1"));

    @TempDir
    Path folder;

    private List<StudyDraft> read(String json) throws Exception {
        return StudyFile.read(Files.writeString(folder.resolve("mine.json"), json), TEMPLATE, Holdout.FIRST);
    }

    @Test
    void everyNetworkOfTheDefaultListHasTheTutorialsParametersWithinTwoPercent() {
        List<StudyDraft> drafts = StudyDraft.defaults(TEMPLATE, Holdout.FIRST);
        List<NetworkSpec> networks = StudyDraft.sized(drafts, 6674);
        assertThat(networks)
                .extracting(NetworkSpec::title)
                .containsExactly(
                        "LSTM-28",
                        "simple RNN-64",
                        "LSTM-28",
                        "GRU-34",
                        "GRU-33, reset after",
                        "LSTM-19-18",
                        networks.get(6).title(),
                        networks.get(7).title(),
                        networks.get(8).title(),
                        "bidirectional LSTM-17",
                        "bidirectional GRU-21");
        assertThat(networks)
                .allSatisfy(network -> assertThat((double) network.parameters()).isCloseTo(6674, withinPercentage(2)));
        assertThat(networks).extracting(network -> network.hiddenSizes().size()).containsSubsequence(2, 2, 3, 3);
        assertThat(networks.get(0)).isEqualTo(NetworkSpec.tutorial());
        assertThat(networks.subList(1, 11))
                .allMatch(network -> network.optimizer().equals(TEMPLATE.optimizer()));
    }

    @Test
    void theTutorialsNetworkKeepsItsOwnPlan() {
        List<StudyDraft> drafts = StudyDraft.defaults(TEMPLATE, Holdout.FIRST);
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(10)
                .batchSize(64)
                .shuffle(true)
                .patience(3)
                .scoreBest(true)
                .seed(7)
                .shift(2)
                .schedule(Schedule.COSINE)
                .build();
        Study study = Study.of(drafts, StudyDraft.sized(drafts, 6674), new Study.Terms(plan, 3, 6674, null), DATA);
        assertThat(study.entries().get(0).plan())
                .isEqualTo(TrainingPlan.TUTORIAL.toBuilder()
                        .epochs(10)
                        .batchSize(64)
                        .seed(7)
                        .build());
        assertThat(study.entries().get(1).plan()).isEqualTo(plan);
        assertThat(study.plan()).isEqualTo(plan);
        assertThat(study.runs()).hasSize(33);
        assertThat(study.runs().get(0).folder()).isEqualTo("01-tutorial-s-lstm-28-seed-7");
        assertThat(study.runs().get(32).plan().seed()).isEqualTo(9);
    }

    @Test
    void anEntryNamesWhatDiffersAndSizesThatAreMissingAreFound() throws Exception {
        List<StudyDraft> drafts = read("""
                [{"cell": "gru", "layers": 2, "resetAfter": true},
                 {"name": "wide", "cell": "lstm", "hiddenSizes": [64, 32], "dropout": 0.1},
                 {"plan": "tutorial"},
                 {"plan": "tutorial", "cell": "gru", "layers": 1, "optimizer": {"type": "sgd", "learningRate": 0.1}}]
                """);
        List<NetworkSpec> networks = StudyDraft.sized(drafts, 6674);
        assertThat(networks.get(0).hiddenSizes()).hasSize(2);
        assertThat(networks.get(0).resetAfter()).isTrue();
        assertThat((double) networks.get(0).parameters()).isCloseTo(6674, withinPercentage(2));
        assertThat(networks.get(1).hiddenSizes()).containsExactly(64, 32);
        assertThat(networks.get(1).optimizer()).isEqualTo(TEMPLATE.optimizer());
        assertThat(drafts.get(1).name()).isEqualTo("wide");
        assertThat(networks.get(2)).isEqualTo(NetworkSpec.tutorial());
        assertThat(networks.get(3).cell()).isEqualTo(Cell.GRU);
        assertThat(networks.get(3).optimizer()).isEqualTo(new Optimizer.Sgd(0.1));
    }

    @Test
    void aNetworkAsDescribePrintsItIsAnEntry() throws Exception {
        NetworkSpec spec = TEMPLATE.toBuilder().hiddenSizes(List.of(5, 4)).build();
        assertThat(read("[" + spec.toJson() + "]")).containsExactly(new StudyDraft(null, spec, 0, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | the list is empty",
                "{} | expected a JSON list of networks",
                "[{] | is not JSON",
                "[{}] {} | is not JSON: Trailing token",
                "[{\"cell\": \"gru\", \"cell\": \"lstm\"}] | is not JSON: Duplicate",
                "[{\"l2\": NaN}] | is not JSON: Non-standard token 'NaN'",
                "[{\"l2\": \"Infinity\"}] | l2 must be in 0..1e38",
                "[[[[[[[[[[]]]]]]]]]] | is not JSON: Document nesting depth (9) exceeds",
                "[{\"hiddenSize\": [3]}] | did you mean hiddenSizes?",
                "[{\"hiddenSizes\": [null]}] | a size in hiddenSizes is missing",
                "`` | expected a JSON list",
                "[3] | network 1 is not an object",
                "[{}, {\"hidden\": [3]}] | network 2: unknown field 'hidden', expected one of name, plan, layers, inputSize",
                "[{\"cell\": \"elman\"}] | network 1 is not a network: cell",
                "[{\"optimizer\": {\"type\": \"adam\", \"rate\": 1}}] | optimizer",
                "[{\"hiddenSizes\": [0]}] | hiddenSizes must be in",
                "[{\"hiddenSizes\": [3], \"layers\": 2}] | leave out layers",
                "[{\"layers\": 0}] | layers must be in 1..16, got 0",
                "[{\"layers\": \"2\"}] | layers must be in 1..16, got \"2\"",
                "[{\"plan\": \"mine\"}] | plan must be study or tutorial, got 'mine'",
                "[{\"name\": 3}] | name must be a text",
                "[{\"name\": \"\\ud800\"}] | name has half a character",
                "[{}, {\"timeSteps\": 20}] | network 2 reads images of 20 x 28 in 10 classes, but the data has 28 x 28 in 10",
                "[{\"resetAfter\": true}] | resetAfter is for the gru cell",
                "[{\"dropout\": null}] | dropout",
            })
    void badFilesAreOneLineThatNamesTheFileAndTheField(String json, String message) {
        assertThatThrownBy(() -> read(json == null ? "" : json))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("mine.json")
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void missingFilesAndDoubleNamesAndImpossibleCountsAreOneLine() throws Exception {
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("none.json"), TEMPLATE, Holdout.FIRST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such file");
        List<StudyDraft> twice = read("[{}, {}]");
        TrainingPlan plan = TrainingPlan.TUTORIAL;
        assertThatThrownBy(() ->
                        Study.of(twice, StudyDraft.sized(twice, 6674), new Study.Terms(plan, 1, 6674, null), DATA))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("two networks are called 'LSTM-28'");
        assertThatThrownBy(() ->
                        Study.of(twice, StudyDraft.sized(twice, 6674), new Study.Terms(plan, 0, 6674, null), DATA))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("seeds must be in 1..1000, got 0");
        assertThatThrownBy(() -> StudyDraft.sized(read("[{}]"), 300))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("within 2% of 300 parameters (nearest: LSTM-2 with ")
                .hasMessageContaining("give parameters 2");
    }

    @Test
    void sizesAreBoundedBeforeAnythingIsRead() throws Exception {
        assertThatThrownBy(() -> read("[" + " ".repeat(1 << 20) + "]"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has 1048578 bytes, expected at most 1048576");
        assertThatThrownBy(() -> read("[{\"hiddenSizes\": [" + "3,".repeat(99_999) + "3]}]"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("hiddenSizes names 100000 layers, expected at most 64");
        assertThatThrownBy(() -> read("[{\"l2\": 0." + "1".repeat(60) + "}]"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Number value length (60) exceeds");
    }
}
