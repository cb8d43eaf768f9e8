package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private static final Provenance.Data DATA =
            new Provenance.Data("mnist", "MNIST", "0a", new Provenance.Data.Training(55_000, null), List.of("0", "1"));
    private static final NetworkSpec TEMPLATE = NetworkSpec.tutorial().toBuilder()
            .optimizer(Optimizer.named("adam", 0.001))
            .build();

    private static Search search(SearchSpace space, int configurations, int epochs, long seed) {
        TrainingPlan plan =
                TrainingPlan.TUTORIAL.toBuilder().epochs(epochs).seed(seed).build();
        return Search.of(space, new Search.Terms(configurations, null, 1), new Search.Subject(TEMPLATE, plan, DATA));
    }

    private static List<NetworkSpec> networks(int configurations, long seed) {
        return search(SearchSpace.DEFAULT, configurations, 9, seed).configurations().stream()
                .map(Study.Entry::network)
                .toList();
    }

    /** Of Li et al. 2018, whose example has R = 81: the brackets s = 4, 3 and 2 of 81, 34 and 15 configurations. */
    @ParameterizedTest
    @CsvSource({
        "81, '81@1 27@3 9@9 3@27 1@81'",
        "34, '34@3 11@9 3@27 1@81'",
        "15, '15@9 5@27 1@81'",
    })
    void rungsAreThoseOfABracketOfHyperband(int configurations, String rungs) {
        Search search = search(SearchSpace.DEFAULT, configurations, 81, 1);
        assertThat(words(search)).isEqualTo(rungs);
        assertThat(search.rungs().get(2).number()).isEqualTo(3);
    }

    private static String words(Search search) {
        return search.rungs().stream()
                .map(rung -> rung.configurations() + "@" + rung.epochs())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 10, '1@10', 10",
        "2, 10, '2@10', 20",
        "3, 2, '3@2', 6",
        "27, 10, '27@1 9@3 3@10', 66",
        "10, 30, '10@3 3@10 1@30', 71",
        "26, 100, '26@11 8@33 2@100', 596",
    })
    void rungsAreRoundedDown(int configurations, int epochs, String rungs, long budget) {
        Search search = search(SearchSpace.DEFAULT, configurations, epochs, 1);
        assertThat(words(search)).isEqualTo(rungs);
        assertThat(search.budget()).isEqualTo(budget);
    }

    @Test
    void drawsAreThoseOfTheSeedAndOfFewerTheFirstOnes() {
        List<NetworkSpec> networks = networks(40, 7);
        assertThat(networks(40, 7)).isEqualTo(networks);
        assertThat(networks(11, 7)).isEqualTo(networks.subList(0, 11));
        assertThat(networks(40, 8)).doesNotContainAnyElementsOf(networks);
        assertThat(networks).doesNotHaveDuplicates().allSatisfy(network -> {
            assertThat(network.cell()).isIn(Cell.LSTM, Cell.GRU);
            assertThat(network.hiddenSizes()).allMatch(size -> size >= 32 && size <= 128);
            assertThat(network.hiddenSizes()).hasSizeBetween(1, 2);
            assertThat(network.optimizer().learningRate()).isBetween(0.0005, 0.01);
            assertThat(network.dropout()).isBetween(0.0, 0.5);
            assertThat(network.l2()).isZero();
            assertThat(network.toBuilder()
                            .cell(TEMPLATE.cell())
                            .hiddenSizes(TEMPLATE.hiddenSizes())
                            .bidirectional(false)
                            .dropout(0)
                            .optimizer(TEMPLATE.optimizer())
                            .build())
                    .isEqualTo(TEMPLATE);
        });
        assertThat(networks).extracting(NetworkSpec::bidirectional).contains(true, false);
        // By java.util.Random's own recurrence, in another language: searches that go on must draw what they drew.
        NetworkSpec first = networks(1, 1).get(0);
        assertThat(first.title()).isEqualTo("GRU-56");
        assertThat(first.optimizer().learningRate()).isEqualTo(0.00908);
        assertThat(first.dropout()).isEqualTo(0.00306);
    }

    @Test
    void aSettingThatIsFixedLeavesTheOthersAsTheyWere() {
        SearchSpace usual = SearchSpace.DEFAULT;
        SearchSpace fixed = new SearchSpace(
                new SearchSpace.Layers(
                        Choices.of(List.of(Cell.SIMPLE)),
                        usual.layers().hiddenSize(),
                        usual.layers().count(),
                        usual.layers().bidirectional()),
                usual.learningRate(),
                usual.dropout(),
                usual.l2());
        List<Study.Entry> simple = search(fixed, 5, 9, 3).configurations();
        List<Study.Entry> any = search(usual, 5, 9, 3).configurations();
        for (int i = 0; i < 5; i++) {
            assertThat(simple.get(i).network())
                    .isEqualTo(
                            any.get(i).network().toBuilder().cell(Cell.SIMPLE).build());
        }
    }

    @Test
    void halfOfTheDrawsFromARangeByItsLogarithmLieBelowItsGeometricMean() {
        Range range = new Range(1e-4, 1);
        assertThat(range.byLogarithm(0)).isEqualTo(1e-4);
        assertThat(range.byLogarithm(0.5)).isEqualTo(0.01);
        assertThat(range.byLogarithm(0.75)).isEqualTo(0.1);
        assertThat(range.byLogarithm(1 - 1e-12)).isEqualTo(1);
        assertThat(new Range(0, 0.5).even(0.3)).isEqualTo(0.15);
        assertThat(new Range(0.12345, 0.12346).even(0.5)).isBetween(0.12345, 0.12346);
        assertThat(new Range(1, 3).whole(0.34)).isEqualTo(2);
        assertThat(new Range(1, 3).whole(1 - 1e-12)).isEqualTo(3);
        assertThat(new Range(32, 127).wholeByLogarithm(0)).isEqualTo(32);
        assertThat(new Range(32, 127).wholeByLogarithm(0.5)).isEqualTo(64);
        assertThat(new Range(32, 127).wholeByLogarithm(1 - 1e-12)).isEqualTo(127);
        assertThat(new Range(5, 5).wholeByLogarithm(0.9)).isEqualTo(5);
    }

    @Test
    void whatMakesNoSearchIsRefused() {
        SearchSpace small = ofSizes(8, 16);
        assertThat(search(small, 4, 9, 1).configurations()).hasSize(4);
        refuses(
                () -> search(small, 5, 9, 1).configurations(),
                "configurations 5: only 4 different networks came of 500");
        refuses(() -> search(small, 0, 9, 1), "configurations must be in 1..10000, got 0");
        SearchSpace huge = ofSizes(65_536);
        refuses(() -> search(huge, 1, 9, 1).configurations(), "configuration 1 of the search: the network would have");
        TrainingPlan timed = TrainingPlan.TUTORIAL.toBuilder().seconds(5).build();
        refuses(
                () -> Search.of(small, new Search.Terms(1, null, 1), new Search.Subject(TEMPLATE, timed, DATA)),
                "seconds does not go with search");
    }

    private static SearchSpace ofSizes(Integer... sizes) {
        Choices<Double> none = Choices.of(List.of(0.0));
        return new SearchSpace(
                new SearchSpace.Layers(
                        Choices.of(List.of(Cell.GRU)),
                        Choices.of(List.of(sizes)),
                        Choices.of(List.of(1)),
                        Choices.of(List.of(false))),
                Choices.of(List.of(0.001, 0.002)),
                none,
                none);
    }

    private static void refuses(Runnable search, String message) {
        assertThatThrownBy(search::run)
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void itsFileHoldsAllOfIt() throws Exception {
        Search search = search(SearchSpace.DEFAULT, 9, 9, 1).begunBy(List.of("compare", "--search"));
        assertThat(Json.FILES.readValue(Json.pretty(search), Search.class)).isEqualTo(search);
        assertThat(search.difference(search(SearchSpace.DEFAULT, 9, 9, 1))).isNull();
        assertThat(search.difference(search(SearchSpace.DEFAULT, 9, 10, 1))).isEqualTo("another training plan");
        assertThat(search.difference(search(SearchSpace.DEFAULT, 9, 9, 2))).isEqualTo("other seeds");
        assertThat(search.difference(search(SearchSpace.DEFAULT, 8, 9, 1)))
                .isEqualTo("another number of configurations");
    }
}
