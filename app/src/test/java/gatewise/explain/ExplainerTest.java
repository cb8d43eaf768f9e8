package gatewise.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import gatewise.checkpoint.Engine;
import gatewise.data.RowSequences;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.Initializer;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import gatewise.testing.RequiresBackend;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

@RequiresBackend
class ExplainerTest {
    private static final int STEPS = 12;
    private static final int INPUT = 9;
    private static final NetworkSpec LSTM = NetworkSpec.tutorial().toBuilder()
            .inputSize(INPUT)
            .timeSteps(STEPS)
            .classes(5)
            .hiddenSizes(List.of(11))
            .head(Initializer.normal(1))
            .build();
    private static final NetworkSpec SIMPLE = LSTM.toBuilder().cell(Cell.SIMPLE).build();
    private static final NetworkSpec GRU = LSTM.toBuilder().cell(Cell.GRU).build();

    static Stream<Arguments> everyKindAndEngine() {
        return Stream.of(LSTM, GRU, GRU.toBuilder().resetAfter(true).build(), SIMPLE)
                .flatMap(spec -> Stream.of(List.of(11), List.of(11, 6))
                        .flatMap(sizes -> Stream.of(false, true)
                                .map(both -> spec.toBuilder()
                                        .hiddenSizes(sizes)
                                        .bidirectional(both)
                                        .build())))
                .flatMap(spec -> Stream.of(Engine.values())
                        .filter(engine -> engine.obstacle(spec).isEmpty())
                        .map(engine -> Arguments.of(spec, engine)));
    }

    private static byte[] pixels(long seed) {
        byte[] pixels = new byte[STEPS * INPUT];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static Explainer explainer(NetworkSpec spec) {
        return new Explainer(Networks.create(spec, 3), spec);
    }

    /** The layers' own outputs: of a last layer the sequence that its last step is taken from. */
    private static INDArray activations(MultiLayerNetwork network, int layer, INDArray input) {
        var at = network.getLayer(layer);
        if (at instanceof BaseWrapperLayer wrapper) {
            at = wrapper.getUnderlying();
        }
        var workspaces = LayerWorkspaceMgr.noWorkspaces();
        at.setInput(input, workspaces);
        return at.activate(false, workspaces);
    }

    @ParameterizedTest
    @MethodSource("everyKindAndEngine")
    void hiddenStatesAndAnswerAreTheNetworksOwn(NetworkSpec spec, Engine engine) {
        MultiLayerNetwork network = engine.create(spec, 3, 1);
        byte[] pixels = pixels(1);
        NetworkTrace trace = new Explainer(network, spec).trace(pixels, Surgery.NONE);
        INDArray sequence = RowSequences.features(pixels, STEPS, INPUT);
        INDArray layerInput = sequence;
        for (int layer = 0; layer < spec.hiddenSizes().size(); layer++) {
            layerInput = activations(network, layer, layerInput).dup('f');
            List<CellTrace> directions = trace.layers().get(layer).directions();
            int hidden = spec.hiddenSizes().get(layer);
            for (int d = 0; d < directions.size(); d++) {
                for (int t = 0; t < STEPS; t++) {
                    for (int unit = 0; unit < hidden; unit++) {
                        assertThat(directions.get(d).hidden()[t][unit])
                                .isCloseTo(layerInput.getFloat(0, d * hidden + unit, t), offset(1e-6f));
                    }
                }
            }
        }
        assertThat(trace.probabilities()[STEPS - 1])
                .containsExactly(network.output(sequence).toFloatMatrix()[0], offset(2e-6f));
    }

    @ParameterizedTest
    @MethodSource("everyKindAndEngine")
    void recordedGatesGiveTheRecordedStates(NetworkSpec spec, Engine engine) {
        NetworkTrace trace = new Explainer(engine.create(spec, 3, 1), spec).trace(pixels(2), Surgery.NONE);
        assertThat(trace.layers()).hasSameSizeAs(spec.hiddenSizes());
        for (LayerTrace layer : trace.layers()) {
            assertThat(layer.directions()).hasSize(spec.bidirectional() ? 2 : 1);
            for (CellTrace cell : layer.directions()) {
                boolean backward = cell.direction() == CellTrace.Direction.BACKWARD;
                for (int t = 0; t < STEPS; t++) {
                    int before = backward ? t + 1 : t - 1;
                    for (int unit = 0; unit < cell.hidden()[t].length; unit++) {
                        checkUnit(spec, cell, t, before, unit);
                    }
                }
            }
        }
    }

    private static void checkUnit(NetworkSpec spec, CellTrace cell, int t, int before, int unit) {
        if (spec.cell() == Cell.SIMPLE) {
            assertThat(cell.gates()).isEmpty();
            assertThat(cell.cell()).isNull();
            return; // its hidden states are the network's own, as another test says
        }
        boolean start = before < 0 || before >= STEPS;
        float candidate = cell.gates().get("candidate")[t][unit];
        if (spec.cell() == Cell.LSTM) {
            float kept = start ? 0 : cell.cell()[before][unit];
            float c = cell.gates().get("forget")[t][unit] * kept + cell.gates().get("input")[t][unit] * candidate;
            assertThat(cell.cell()[t][unit]).isCloseTo(c, offset(1e-6f));
            assertThat(cell.hidden()[t][unit])
                    .isCloseTo((float) (cell.gates().get("output")[t][unit] * Math.tanh(c)), offset(1e-6f));
        } else {
            float past = start ? 0 : cell.hidden()[before][unit];
            float update = cell.gates().get("update")[t][unit];
            assertThat(cell.cell()).isNull();
            assertThat(cell.hidden()[t][unit]).isCloseTo((1 - update) * candidate + update * past, offset(1e-6f));
        }
    }

    @Test
    void aHeldGateIsHeldWhereItWasAskedForAndNowhereElse() {
        NetworkSpec spec = LSTM.toBuilder().hiddenSizes(List.of(6, 6)).build();
        Explainer explainer = explainer(spec);
        Clamp clamp =
                Clamp.parse("forget=1", Indices.parse("--rows", "2-4", STEPS), Indices.parse("--units", "0,5", 6), 1);
        Surgery surgery = new Surgery(List.of(clamp), RowOrder.AS_IS, 1, Indices.NONE);
        NetworkTrace trace = explainer.trace(pixels(1), surgery);
        NetworkTrace before = explainer.trace(pixels(1), Surgery.NONE);
        assertThat(trace.layers().get(0))
                .usingRecursiveComparison()
                .isEqualTo(before.layers().get(0));
        float[][] forget = trace.layers().get(1).directions().get(0).gates().get("forget");
        for (int t = 0; t < STEPS; t++) {
            for (int unit = 0; unit < 6; unit++) {
                boolean held = t >= 2 && t <= 4 && (unit == 0 || unit == 5);
                assertThat(forget[t][unit] == 1).as("row %d, unit %d", t, unit).isEqualTo(held);
            }
        }
        assertThat(surgery).hasToString("forget=1, rows 2-4, units 0,5, layer 2");
    }

    @Test
    void aClosedUpdateGateMakesAGruForgetEverythingButTheCandidate() {
        Surgery surgery = new Surgery(
                List.of(Clamp.parse("update=0", Indices.ALL, Indices.ALL, null)), RowOrder.AS_IS, 1, Indices.NONE);
        CellTrace cell = explainer(GRU)
                .trace(pixels(1), surgery)
                .layers()
                .get(0)
                .directions()
                .get(0);
        assertThat(cell.hidden()).isDeepEqualTo(cell.gates().get("candidate"));
    }

    @Test
    void rowsAreBlankedThenReordered() {
        Explainer explainer = explainer(LSTM);
        byte[] pixels = pixels(1);
        float[][] rows = RowSequences.rows(pixels, STEPS, INPUT);
        Surgery surgery = new Surgery(List.of(), RowOrder.REVERSED, 1, Indices.parse("--blank-rows", "0-1", STEPS));
        float[][] read = explainer.trace(pixels, surgery).rowsRead();
        assertThat(read[0]).isEqualTo(rows[STEPS - 1]);
        assertThat(read[STEPS - 3]).isEqualTo(rows[2]);
        assertThat(read[STEPS - 2]).containsOnly(0);
        assertThat(read[STEPS - 1]).containsOnly(0);
        Surgery shuffled = new Surgery(List.of(), RowOrder.SHUFFLED, 5, Indices.NONE);
        float[][] once = explainer.trace(pixels, shuffled).rowsRead();
        assertThat(once).isDeepEqualTo(explainer.trace(pixels, shuffled).rowsRead());
        assertThat(Arrays.asList(once)).isNotEqualTo(Arrays.asList(rows)).containsExactlyInAnyOrder(rows);
    }

    @Test
    void theGuessSettlesWhereItLastChanged() {
        float[][] probabilities = {{0.9f, 0.1f}, {0.2f, 0.8f}, {0.6f, 0.4f}, {0.3f, 0.7f}, {0.1f, 0.9f}};
        NetworkTrace trace = new NetworkTrace(new float[5][1], List.of(), probabilities);
        assertThat(trace.answer()).isEqualTo(1);
        assertThat(trace.settled()).isEqualTo(3);
    }

    @Test
    void refusesWhatTheNetworkDoesNotHave() {
        assertRefused(() -> fit("forget=1", null, GRU), "no gate 'forget'", "reset, update, candidate");
        assertRefused(() -> fit("input=1", 1, LSTM), "no layer 2", "expected 1 to 1");
        assertRefused(() -> fit("forget=1.5", null, LSTM), "from 0 to 1");
        assertRefused(() -> fit("candidate=-2", null, LSTM), "from -1 to 1");
        assertRefused(() -> fit("forget=NaN", null, LSTM), "no number");
        assertRefused(() -> fit("forget", null, LSTM), "GATE=VALUE");
        assertRefused(() -> fit("forget=much", null, LSTM), "'much' is no number");
        assertRefused(() -> fit("candidate=0", null, SIMPLE), "simple RNN-11 has no gates");
        assertRefused(() -> fit("forget=0", null, SIMPLE), "simple RNN-11 has no gates");
        for (String rows : List.of("12", "3-1", "a", "", "1-", "-1", "1--2", "99999999999")) {
            assertRefused(() -> Indices.parse("--rows", rows, STEPS), "--rows", "from 0 to 11");
        }
    }

    private static void fit(String clamp, Integer layer, NetworkSpec spec) {
        Surgery surgery = new Surgery(
                List.of(Clamp.parse(clamp, Indices.ALL, Indices.ALL, layer)), RowOrder.AS_IS, 1, Indices.NONE);
        explainer(spec).trace(pixels(1), surgery);
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(UserError.class).hasMessageContainingAll(words);
    }
}
