package gatewise.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What every recurrent layer must do in a DL4J network, proven by DL4J's gradient check in double precision. */
abstract class RecurrentLayerContract extends MaskedLayerContract {
    @Test
    void lastTimeStepOfASequence() {
        checkGradients(network(new LastTimeStep(layer(INPUTS)), classifier(HIDDEN)), null);
    }

    @Test
    void stacked() {
        checkGradients(network(layer(INPUTS), new LastTimeStep(layer(HIDDEN)), classifier(HIDDEN)), null);
    }

    @ParameterizedTest
    @EnumSource(Bidirectional.Mode.class)
    void bidirectional(Bidirectional.Mode mode) {
        int outputs = mode == Bidirectional.Mode.CONCAT ? 2 * HIDDEN : HIDDEN;
        checkGradients(network(new LastTimeStep(new Bidirectional(mode, layer(INPUTS))), classifier(outputs)), null);
    }

    @Test
    void endOfBothDirections() {
        Bidirectional first = new Bidirectional(Bidirectional.Mode.CONCAT, layer(INPUTS));
        Bidirectional second = new Bidirectional(Bidirectional.Mode.CONCAT, layer(2 * HIDDEN));
        checkGradients(network(first, new BidirectionalEnd(second), classifier(2 * HIDDEN)), null);
    }

    @Test
    void dropout() {
        BaseRecurrentLayer.Builder<?> dropping = sized(INPUTS);
        dropping.dropOut(0.6);
        checkGradients(
                network(dropping.build(), new LastTimeStep(layer(HIDDEN)), classifier(HIDDEN)),
                null,
                net -> Nd4j.getRandom().setSeed(11));
    }

    @Test
    void weightNoise() {
        BaseRecurrentLayer.Builder<?> noisy = sized(INPUTS);
        // Additive: DL4J passes gradients past weight noise unchanged, which is exact for no other noise.
        noisy.weightNoise(new WeightNoise(new NormalDistribution(0, 0.3)));
        checkGradients(
                network(noisy.build(), new LastTimeStep(layer(HIDDEN)), classifier(HIDDEN)),
                null,
                net -> Nd4j.getRandom().setSeed(11));
    }

    @ParameterizedTest
    @EnumSource(RNNFormat.class)
    void outputAtEveryStepInBothFormats(RNNFormat format) {
        BaseRecurrentLayer.Builder<?> formatted = sized(INPUTS);
        formatted.dataFormat(format);
        Layer output = new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nIn(HIDDEN)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .dataFormat(format)
                .build();
        MultiLayerNetwork network = network(formatted.build(), output);
        INDArray x = sequences();
        INDArray labels = Nd4j.zeros(BATCH, CLASSES, STEPS);
        for (int t = 0; t < STEPS; t++) {
            labels.get(all(), all(), point(t)).assign(labels());
        }
        boolean nwc = format == RNNFormat.NWC;
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(nwc ? x.permute(0, 2, 1) : x)
                        .labels(nwc ? labels.permute(0, 2, 1) : labels)))
                .isTrue();
    }

    @Test
    void bothFormatsGiveTheSame() {
        BaseRecurrentLayer.Builder<?> byStep = sized(INPUTS);
        byStep.dataFormat(RNNFormat.NWC);
        MultiLayerNetwork ncw = network(new LastTimeStep(layer(INPUTS)), classifier(HIDDEN));
        MultiLayerNetwork nwc = network(new LastTimeStep(byStep.build()), classifier(HIDDEN));
        nwc.setParams(ncw.params());
        assertClose(nwc.output(sequences().permute(0, 2, 1)), ncw.output(sequences()));
    }

    @Test
    void computationGraph() {
        ComputationGraphConfiguration conf = base().graphBuilder()
                .addInputs("in")
                .addLayer("first", layer(INPUTS), "in")
                .addLayer("last", new LastTimeStep(layer(HIDDEN)), "first")
                .addLayer("out", classifier(HIDDEN), "last")
                .setOutputs("out")
                .build();
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                        .net(graph)
                        .inputs(new INDArray[] {sequences()})
                        .labels(new INDArray[] {labels()})))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void timeStepsOneByOneGiveTheWholeSequence(int stepsAtOnce) {
        MultiLayerNetwork network = network(layer(INPUTS), layer(HIDDEN), everyStep());
        INDArray x = sequences();
        INDArray whole = network.output(x);
        for (int t = 0; t < STEPS; t += stepsAtOnce) {
            INDArray part = network.rnnTimeStep(
                    x.get(all(), all(), interval(t, t + stepsAtOnce)).dup('f'));
            assertClose(part, whole.get(all(), all(), interval(t, t + stepsAtOnce)));
        }
        network.rnnClearPreviousState();
        INDArray again = network.rnnTimeStep(x.get(all(), all(), interval(0, 1)).dup('f'));
        assertClose(again, whole.get(all(), all(), interval(0, 1)));
    }

    @Test
    void jsonAndModelSerializerKeepEverything() throws Exception {
        MultiLayerNetwork network = network(
                layer(INPUTS),
                new BidirectionalEnd(new Bidirectional(Bidirectional.Mode.CONCAT, layer(HIDDEN))),
                classifier(2 * HIDDEN));
        MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
        assertThat(MultiLayerConfiguration.fromJson(conf.toJson())).isEqualTo(conf);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, bytes, true);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);
        assertThat(restored.output(sequences())).isEqualTo(network.output(sequences()));
    }

    @Test
    void sequencesMayChangeInLengthAndNumber() {
        MultiLayerNetwork network = network(layer(INPUTS), new LastTimeStep(layer(HIDDEN)), classifier(HIDDEN));
        INDArray x = sequences();
        for (int steps = 1; steps <= STEPS; steps++) {
            INDArray shorter = x.get(interval(0, 2), all(), interval(0, steps)).dup('f');
            network.fit(shorter, labels().get(interval(0, 2), all()).dup());
            assertThat(network.output(shorter).shape()).containsExactly(2, CLASSES);
        }
        checkGradients(network, null);
    }
}
