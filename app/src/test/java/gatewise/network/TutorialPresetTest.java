package gatewise.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import gatewise.checkpoint.Engine;
import gatewise.checkpoint.TrainingPlan;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.testing.RequiresBackend;
import gatewise.training.Preset;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Each number of the reference experiment, on the built configuration and on the initialised parameters. */
@RequiresBackend
class TutorialPresetTest {
    private static final NetworkSpec SPEC = Preset.TUTORIAL.network();

    @Test
    void theCellIsAnLstmOf28UnitsOn28StepsOf28() {
        MultiLayerConfiguration conf = Networks.configuration(SPEC, 1);
        LastTimeStep last = (LastTimeStep) conf.getConf(0).getLayer();
        LSTM lstm = (LSTM) last.getUnderlying();
        assertThat(SPEC.timeSteps()).isEqualTo(28);
        assertThat(lstm.getNIn()).isEqualTo(28);
        assertThat(lstm.getNOut()).isEqualTo(28);
        assertThat(lstm.getForgetGateBiasInit()).isEqualTo(1.0);
        assertThat(lstm.getActivationFn()).isEqualTo(new ActivationTanH());
        assertThat(lstm.getGateActivationFn()).isEqualTo(new ActivationSigmoid());
        assertThat(conf.getConfs()).hasSize(2);
    }

    @Test
    void theHeadIsLinear28To10WithSoftmaxAndMeanCrossEntropy() {
        MultiLayerConfiguration conf = Networks.configuration(SPEC, 1);
        OutputLayer head = (OutputLayer) conf.getConf(1).getLayer();
        assertThat(head.getNIn()).isEqualTo(28);
        assertThat(head.getNOut()).isEqualTo(10);
        assertThat(head.getActivationFn()).isEqualTo(new ActivationSoftmax());
        assertThat(head.getLossFn()).isEqualTo(new LossMCXENT());
        assertThat(conf.getConf(1).isMiniBatch()).isTrue();
    }

    @Test
    void theOptimizerIsRmsPropForEveryParameter() {
        for (var conf : Networks.configuration(SPEC, 1).getConfs()) {
            var layer = conf.getLayer() instanceof LastTimeStep last ? last.getUnderlying() : conf.getLayer();
            RmsProp updater = (RmsProp) ((BaseLayer) layer).getIUpdater();
            assertThat(updater.getLearningRate()).isEqualTo(0.001);
            assertThat(updater.getRmsDecay()).isEqualTo(0.9);
            assertThat(updater.getEpsilon()).isEqualTo(1e-10);
            assertThat(layer.getIDropout()).isNull();
            assertThat(((BaseLayer) layer).getRegularization()).isEmpty();
        }
    }

    static Stream<Engine> enginesHere() {
        return Stream.of(Engine.values()).filter(engine -> engine.obstacle(SPEC).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("enginesHere")
    void theMeanSquareStartsAtOneAsInTensorFlow1(Engine engine) {
        MultiLayerNetwork network = engine.create(SPEC, 1, 1);
        INDArray before = network.params().dup();
        INDArray state = network.getUpdater().getStateViewArray();
        assertThat(state.minNumber().doubleValue()).isEqualTo(1);
        assertThat(state.maxNumber().doubleValue()).isEqualTo(1);

        INDArray labels = Nd4j.zeros(2, 10).putScalar(0, 3, 1).putScalar(1, 7, 1);
        engine.trainingStep(network).fit(Nd4j.rand(2, 28, 28), labels);

        INDArray meanSquares = network.getUpdater().getStateViewArray();
        for (long i = 0; i < meanSquares.length(); i += 7) {
            double square = meanSquares.getDouble(i);
            double gradient = Math.sqrt(Math.max(0, (square - 0.9) / 0.1));
            double expected = 0.001 * gradient / Math.sqrt(square);
            assertThat(Math.abs(network.params().getDouble(i) - before.getDouble(i)))
                    .isCloseTo(expected, offset(2e-6));
        }
    }

    @Test
    void anOptimizerOfAnOlderCheckpointStartsWhereItDid() throws Exception {
        String older = "{\"type\":\"rmsprop\",\"learningRate\":0.001,\"decay\":0.9,\"epsilon\":1.0E-10}";
        Optimizer optimizer = Json.STRICT.readValue(older, Optimizer.class);
        assertThat(Json.FILES.writeValueAsString(optimizer)).isEqualTo(older);
        NetworkSpec spec = SPEC.toBuilder().optimizer(optimizer).build();
        assertThat(spec).isNotEqualTo(SPEC);
        INDArray state = Networks.create(spec, 1).getUpdater().getStateViewArray();
        assertThat(state.maxNumber().floatValue()).isEqualTo(1e-10f);
        assertThat(state.minNumber().floatValue()).isEqualTo(1e-10f);
    }

    @Test
    void aMeanSquareBelowZeroIsRefused() {
        assertThatThrownBy(() -> new Optimizer.RmsProp(0.001, 0.9, 1e-10, -1.0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("initialMeanSquare must not be negative, got -1");
        assertThatThrownBy(() -> new Optimizer.RmsProp(0.001, 0.9, 1e-10, Double.NaN))
                .isInstanceOf(UserError.class);
    }

    @Test
    void trainingIs100EpochsOfBatchesOf128InFileOrder() {
        assertThat(Preset.TUTORIAL.plan())
                .isEqualTo(TrainingPlan.TUTORIAL.toBuilder()
                        .epochs(100)
                        .batchSize(128)
                        .seed(1)
                        .build());
    }

    @Test
    void theKernelIsGlorotUniformOverTheJoinedMatrix() {
        MultiLayerNetwork network = Networks.create(SPEC, 1);
        double bound = Math.sqrt(6.0 / (56 + 112));
        for (String key : new String[] {"W", "RW"}) {
            INDArray weights = network.getLayer(0).getParam(key);
            assertThat(weights.shape()).containsExactly(28, 112);
            assertThat(weights.maxNumber().doubleValue())
                    .isLessThanOrEqualTo(bound)
                    .isGreaterThan(0.99 * bound);
            assertThat(weights.minNumber().doubleValue())
                    .isGreaterThanOrEqualTo(-bound)
                    .isLessThan(-0.99 * bound);
            // Of a uniform distribution: bound / sqrt(3); 3,136 draws lie well within 3% of it.
            assertThat(weights.stdNumber().doubleValue()).isCloseTo(bound / Math.sqrt(3), offset(0.03 * bound));
        }
    }

    @Test
    void theForgetBiasIs1AndTheOthers0() {
        INDArray bias = Networks.create(SPEC, 1).getLayer(0).getParam("b").reshape(1, 112);
        assertThat(bias.get(all(), interval(28, 56)).dup().data().asDouble()).containsOnly(1.0);
        assertThat(bias.get(all(), interval(0, 28)).dup().data().asDouble()).containsOnly(0.0);
        assertThat(bias.get(all(), interval(56, 112)).dup().data().asDouble()).containsOnly(0.0);
    }

    @Test
    void weightsAndBiasOfTheHeadAreDrawnFromANormalDistribution() {
        MultiLayerNetwork network = Networks.create(SPEC, 1);
        INDArray weights = network.getLayer(1).getParam("W");
        assertThat(weights.shape()).containsExactly(28, 10);
        assertThat(weights.stdNumber().doubleValue()).isCloseTo(0.01, offset(0.0015));
        assertThat(weights.meanNumber().doubleValue()).isCloseTo(0, offset(0.002));
        double squares = 0;
        for (long seed = 1; seed <= 20; seed++) {
            INDArray bias = Networks.create(SPEC, seed).getLayer(1).getParam("b");
            squares += bias.mul(bias).sumNumber().doubleValue();
        }
        assertThat(Math.sqrt(squares / 200)).isCloseTo(0.01, offset(0.0015));
    }

    @Test
    void parametersAreCountedRight() {
        assertThat(SPEC.parameters()).isEqualTo(6674);
        assertThat(Networks.create(SPEC, 1).numParams()).isEqualTo(6674);
    }

    @Test
    void theSeedDecidesTheBits() {
        assertThat(Networks.create(SPEC, 5).params())
                .isEqualTo(Networks.create(SPEC, 5).params());
        assertThat(Networks.create(SPEC, 5).params())
                .isNotEqualTo(Networks.create(SPEC, 6).params());
    }
}
