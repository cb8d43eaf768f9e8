package gatewise.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Offset;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GruTest extends RecurrentLayerContract {
    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    @Override
    Gru.Builder builder() {
        return new Gru.Builder();
    }

    private GruLayer single() {
        return (GruLayer) network(layer(INPUTS)).getLayer(0);
    }

    @Test
    void aSegmentOfTruncatedBackPropagationHasTheGradientsOfItsOwnStartState() {
        GruLayer gru = single();
        gru.setBackpropGradientsViewArray(Nd4j.create(gru.numParams()));
        INDArray x = sequences();
        INDArray start = Nd4j.rand(BATCH, HIDDEN).subi(0.5);
        INDArray dy = Nd4j.rand(BATCH, HIDDEN, STEPS).dup('f');
        gru.rnnSetTBPTTState(Map.of("prevAct", start));
        gru.rnnActivateUsingStoredState(x, true, false, NO_WORKSPACES);
        Pair<Gradient, INDArray> back = gru.backpropGradient(dy, NO_WORKSPACES);
        INDArray gradient = back.getFirst().gradient().dup();

        assertNumericallyEqual(gradient, gru.params(), () -> segmentLoss(gru, x, dy));
        assertNumericallyEqual(back.getSecond(), x, () -> segmentLoss(gru, x, dy));
    }

    private static double segmentLoss(GruLayer gru, INDArray x, INDArray dy) {
        return gru.rnnActivateUsingStoredState(x, true, false, NO_WORKSPACES)
                .mul(dy)
                .sumNumber()
                .doubleValue();
    }

    private static void assertNumericallyEqual(INDArray gradient, INDArray variable, DoubleSupplier loss) {
        double epsilon = 1e-6;
        for (int i = 0; i < variable.length(); i++) {
            double value = variable.getDouble(i);
            variable.putScalar(i, value + epsilon);
            double above = loss.getAsDouble();
            variable.putScalar(i, value - epsilon);
            double below = loss.getAsDouble();
            variable.putScalar(i, value);
            assertThat(gradient.getDouble(i))
                    .as("element %d", i)
                    .isCloseTo((above - below) / (2 * epsilon), Offset.offset(1e-7));
        }
    }

    @Test
    void storedStatesAreThoseAfterTheLastStepOfEachSequence() {
        int[] lengths = {STEPS, 2, 1};
        INDArray x = sequences();
        GruLayer gru = single();
        gru.setMaskArray(lengths(lengths));
        gru.rnnTimeStep(x, NO_WORKSPACES);
        INDArray reached = gru.rnnGetPreviousState().get("prevAct").dup();
        for (int row = 0; row < BATCH; row++) {
            GruLayer alone = single();
            alone.rnnTimeStep(
                    x.get(interval(row, row + 1), all(), interval(0, lengths[row]))
                            .dup('f'),
                    NO_WORKSPACES);
            assertClose(reached.getRow(row, true), alone.rnnGetPreviousState().get("prevAct"));
        }
        gru.setMaskArray(lengths(0, 0, 0));
        gru.rnnTimeStep(x, NO_WORKSPACES);
        assertThat(gru.rnnGetPreviousState().get("prevAct")).isEqualTo(reached);
    }

    @Test
    void truncatedBackPropagationStopsAfterItsLength() {
        GruLayer gru = single();
        gru.setBackpropGradientsViewArray(Nd4j.create(gru.numParams()));
        INDArray x = sequences();
        gru.activate(x, true, NO_WORKSPACES);
        INDArray dx = gru.tbpttBackpropGradient(Nd4j.ones(BATCH, HIDDEN, STEPS).dup('f'), 2, NO_WORKSPACES)
                .getSecond();
        for (int t = 0; t < STEPS; t++) {
            double size = Steps.at(dx, t).norm2Number().doubleValue();
            assertThat(size > 0).as("step %d", t).isEqualTo(t >= STEPS - 2);
        }
    }

    @Test
    void aSecondPassBackwardRepeatsTheFirst() {
        GruLayer gru = single();
        gru.setBackpropGradientsViewArray(Nd4j.create(gru.numParams()));
        INDArray dy = Nd4j.rand(BATCH, HIDDEN, STEPS).dup('f');
        gru.activate(sequences(), true, NO_WORKSPACES);
        INDArray first =
                gru.backpropGradient(dy, NO_WORKSPACES).getFirst().gradient().dup();
        INDArray second = gru.backpropGradient(dy, NO_WORKSPACES).getFirst().gradient();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aNewInputOrMaskIsNotTakenForTheOneBefore() {
        GruLayer gru = single();
        gru.setBackpropGradientsViewArray(Nd4j.create(gru.numParams()));
        INDArray x = sequences().get(all(), all(), interval(1, STEPS)).dup('f');
        INDArray mask = Nd4j.create(new double[][] {{1, 1, 0}, {1, 0, 0}, {1, 1, 1}});
        INDArray dy = Nd4j.rand(BATCH, HIDDEN, STEPS - 1).dup('f');
        for (INDArray used : new INDArray[] {null, mask}) {
            gru.setMaskArray(used);
            gru.activate(x, true, NO_WORKSPACES);
            INDArray expected = gru.backpropGradient(dy, NO_WORKSPACES)
                    .getFirst()
                    .gradient()
                    .dup();

            gru.setMaskArray(null);
            gru.activate(sequences(), true, NO_WORKSPACES);
            gru.setInput(x, NO_WORKSPACES);
            gru.setMaskArray(used);
            assertThat(gru.backpropGradient(dy, NO_WORKSPACES).getFirst().gradient())
                    .isEqualTo(expected);

            gru.setMaskArray(used == null ? mask : null);
            gru.activate(x, true, NO_WORKSPACES);
            gru.setMaskArray(used);
            assertThat(gru.backpropGradient(dy, NO_WORKSPACES).getFirst().gradient())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aStepOfTrainingRunsForwardOnce() {
        CountingGru first = new CountingGru(INPUTS);
        CountingGru second = new CountingGru(HIDDEN);
        CountingGru third = new CountingGru(2 * HIDDEN);
        MultiLayerNetwork network = network(
                first,
                new Bidirectional(Bidirectional.Mode.CONCAT, second),
                new LastTimeStep(third),
                classifier(HIDDEN));
        CountingGru.passes.set(0);
        network.fit(sequences(), labels());
        assertThat(CountingGru.passes).hasValue(4);
    }

    /** Counts its passes forward. */
    private static final class CountingGru extends Gru {
        private static final long serialVersionUID = 1L;
        private static final AtomicInteger passes = new AtomicInteger();

        private CountingGru(int inputs) {
            super(new Gru.Builder().nIn(inputs).nOut(HIDDEN));
        }

        @Override
        protected GruLayer newLayer(NeuralNetConfiguration conf, DataType dataType) {
            return new GruLayer(conf, dataType) {
                private static final long serialVersionUID = 1L;

                @Override
                protected void passForward(
                        INDArray x, INDArray start, INDArray output, boolean training, LayerWorkspaceMgr workspaces) {
                    passes.incrementAndGet();
                    super.passForward(x, start, output, training, workspaces);
                }
            };
        }
    }

    @Test
    void otherActivations() {
        Gru.Builder builder = builder().gateActivationFunction(Activation.SOFTPLUS);
        Gru gru =
                builder.nIn(INPUTS).nOut(HIDDEN).activation(Activation.SIGMOID).build();
        MultiLayerNetwork network = network(new LastTimeStep(gru), classifier(HIDDEN));
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(sequences())
                        .labels(labels())))
                .isTrue();
    }

    @Test
    void candidateActivationIsTanhEvenWhereTheNetworkDefaultIsAnother() {
        Gru gru = builder().nIn(INPUTS).nOut(HIDDEN).build();
        MultiLayerNetwork network = new MultiLayerNetwork(
                base().activation(Activation.RELU).list(gru).build());
        network.init();
        assertThat(((Gru) network.getLayer(0).conf().getLayer()).getActivationFn())
                .isEqualTo(new ActivationTanH());
    }

    @Test
    void gateBiasesStartAtTheirSettingAndTheOthersAtZero() {
        Gru gru = builder().gateBiasInit(0.75).nIn(INPUTS).nOut(HIDDEN).build();
        MultiLayerNetwork network = network(gru);
        INDArray bias = network.getLayer(0).getParam(GruParamInitializer.BIAS_KEY);
        assertThat(bias.get(interval(0, 2 * HIDDEN)).toDoubleVector()).containsOnly(0.75);
        assertThat(bias.get(interval(2 * HIDDEN, 3 * HIDDEN)).toDoubleVector()).containsOnly(0);
        int biases = gru.isResetAfter() ? 2 : 1;
        assertThat(network.numParams()).isEqualTo((INPUTS + HIDDEN + biases) * 3L * HIDDEN);
        if (gru.isResetAfter()) {
            assertThat(network.getLayer(0)
                            .getParam(GruParamInitializer.RECURRENT_BIAS_KEY)
                            .toDoubleVector())
                    .containsOnly(0);
        }
    }

    @Test
    void constraintsHoldAfterAStep() {
        Gru.Builder builder = builder();
        builder.constrainRecurrent(new MaxNormConstraint(0.1, 0));
        builder.constrainInputWeights(new MaxNormConstraint(0.2, 0));
        MultiLayerNetwork network =
                network(new LastTimeStep(builder.nIn(INPUTS).nOut(HIDDEN).build()), classifier(HIDDEN));
        network.fit(sequences(), labels());
        INDArray recurrent = network.getLayer(0).getParam(GruParamInitializer.RECURRENT_WEIGHT_KEY);
        INDArray input = network.getLayer(0).getParam(GruParamInitializer.INPUT_WEIGHT_KEY);
        assertThat(recurrent.norm2(0).maxNumber().doubleValue()).isLessThan(0.1 + 1e-6);
        assertThat(input.norm2(0).maxNumber().doubleValue())
                .isLessThan(0.2 + 1e-6)
                .isGreaterThan(0.1);
    }

    @Test
    void wrongInputsAreNamed() {
        GruLayer gru = single();
        assertThatThrownBy(() -> gru.activate(Nd4j.ones(BATCH, 7, STEPS), false, NO_WORKSPACES))
                .isInstanceOf(DL4JInvalidInputException.class)
                .hasMessageContaining("nIn 2 got an input of size 7");
        assertThatThrownBy(() -> gru.activate(Nd4j.ones(BATCH, INPUTS), false, NO_WORKSPACES))
                .isInstanceOf(DL4JInvalidInputException.class)
                .hasMessageContaining("rank 2");
        gru.rnnTimeStep(Nd4j.ones(BATCH, INPUTS, 1), NO_WORKSPACES);
        assertThatThrownBy(() -> gru.rnnTimeStep(Nd4j.ones(BATCH - 1, INPUTS, 1), NO_WORKSPACES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rnnClearPreviousState");
    }
}
