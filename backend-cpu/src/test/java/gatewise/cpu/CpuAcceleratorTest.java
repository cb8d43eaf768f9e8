package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.backend.Acceleration;
import gatewise.backend.Backend;
import gatewise.kernel.KernelKind;
import gatewise.layer.BidirectionalEnd;
import gatewise.layer.Gru;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class CpuAcceleratorTest {
    private static final int INPUTS = 4;
    private static final int HIDDEN = 6;

    private final CpuAccelerator accelerator = new CpuAccelerator(KernelKind.OPENBLAS);

    private static MultiLayerConfiguration network(int outputs, Layer... recurrent) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new RmsProp(0.01, 0.9, 1e-8))
                .l2(0.01)
                .list();
        for (Layer layer : recurrent) {
            layers.layer(layer);
        }
        return layers.layer(head(outputs)).build();
    }

    private static OutputLayer head(int inputs) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(inputs)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static LSTM lstm(int inputs) {
        return new LSTM.Builder()
                .nIn(inputs)
                .nOut(HIDDEN)
                .activation(Activation.TANH)
                .build();
    }

    private static Gru gru(int inputs) {
        return new Gru.Builder().resetAfter(true).nIn(inputs).nOut(HIDDEN).build();
    }

    private static Bidirectional both(Layer layer) {
        return new Bidirectional(Bidirectional.Mode.CONCAT, layer);
    }

    @Test
    void servesNetworksOfItsOwnCells() {
        assertThat(accelerator.serves(network(HIDDEN, lstm(INPUTS), new LastTimeStep(gru(HIDDEN)))))
                .isTrue();
        assertThat(accelerator.serves(
                        network(2 * HIDDEN, both(gru(INPUTS)), new BidirectionalEnd(both(lstm(2 * HIDDEN))))))
                .isTrue();
        SimpleRnn simple = new SimpleRnn.Builder().nIn(HIDDEN).nOut(HIDDEN).build();
        assertThat(accelerator.serves(network(HIDDEN, lstm(INPUTS), new LastTimeStep(simple))))
                .isTrue();
        Layer derived = new FastLstm(lstm(HIDDEN));
        assertThat(accelerator.serves(network(HIDDEN, lstm(INPUTS), new LastTimeStep(derived))))
                .isFalse();
        assertThat(accelerator.serves(network(2 * HIDDEN, new LastTimeStep(both(derived)))))
                .isFalse();
    }

    @Test
    void replacesWhatItKnowsAndLeavesTheGivenConfigurationAlone() {
        MultiLayerConfiguration portable =
                network(2 * HIDDEN, lstm(INPUTS), both(gru(HIDDEN)), new BidirectionalEnd(both(lstm(2 * HIDDEN))));
        String before = portable.toJson();
        MultiLayerConfiguration accelerated = accelerator.accelerated(portable, 3);
        assertThat(portable.toJson()).isEqualTo(before);
        assertThat(layer(accelerated, 0)).isInstanceOf(FastLstm.class);
        assertThat(((FastLstm) layer(accelerated, 0)).getThreads()).isEqualTo(3);
        assertThat(layer(accelerated, 1)).isInstanceOf(FastBidirectional.class);
        assertThat(layer(accelerated, 2)).isInstanceOf(FastBidirectionalEnd.class);
        assertThat(((Bidirectional) layer(accelerated, 1)).getFwd()).isInstanceOf(FastGru.class);
        assertThat(((Bidirectional) layer(accelerated, 1)).getBwd()).isInstanceOf(FastGru.class);
        Bidirectional end = (Bidirectional) ((BidirectionalEnd) layer(accelerated, 2)).getUnderlying();
        assertThat(end.getFwd()).isInstanceOf(FastLstm.class);
        assertThat(layer(accelerated, 3)).isInstanceOf(FastOutput.class);
        assertThat(((FastOutput) layer(accelerated, 3)).getIUpdater()).isInstanceOf(FastRmsProp.class);
    }

    /** DL4J's wrappers are cloned without what they wrap. */
    @Test
    void leavesAloneWhatIsWrappedAndNotReplaced() {
        Layer derived = new FastLstm(lstm(INPUTS));
        for (Layer wrapper : List.of(new LastTimeStep(derived), new LastTimeStep(both(derived)))) {
            int outputs = wrapper instanceof LastTimeStep last && last.getUnderlying() instanceof Bidirectional
                    ? 2 * HIDDEN
                    : HIDDEN;
            MultiLayerConfiguration portable = network(outputs, wrapper);
            String before = portable.toJson();
            accelerator.accelerated(portable, 2);
            assertThat(portable.toJson()).isEqualTo(before);
        }
        ComputationGraphConfiguration graph = new NeuralNetConfiguration.Builder()
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("sequence")
                .addLayer("end", new LastTimeStep(derived), "sequence")
                .addLayer("head", head(HIDDEN), "end")
                .setOutputs("head")
                .build();
        String before = graph.toJson();
        accelerator.accelerated(graph, 2);
        assertThat(graph.toJson()).isEqualTo(before);
    }

    @Test
    void aTrainingStepIsInSinglePrecision() {
        MultiLayerConfiguration conf = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(new LastTimeStep(gru(INPUTS)), head(HIDDEN))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(accelerator.accelerated(conf, 1));
        network.init();
        assertThatThrownBy(() -> accelerator.trainingStep(network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network is of type DOUBLE, expected FLOAT");
    }

    private static Layer layer(MultiLayerConfiguration conf, int index) {
        return conf.getConf(index).getLayer();
    }

    @Test
    void adamAndSgdStayWhatTheyAre() {
        OutputLayer adam = new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(HIDDEN)
                .nOut(3)
                .updater(new Adam(0.25, 0.5, 0.75, 0.125))
                .biasUpdater(new Sgd(0.5))
                .build();
        MultiLayerConfiguration portable = new NeuralNetConfiguration.Builder()
                .list(new LastTimeStep(gru(INPUTS)), adam)
                .build();
        FastOutput output = (FastOutput) layer(accelerator.accelerated(portable, 1), 1);
        assertThat(output.getIUpdater()).isInstanceOf(FastAdam.class);
        FastAdam fast = (FastAdam) output.getIUpdater();
        assertThat(List.of(fast.getLearningRate(), fast.getBeta1(), fast.getBeta2(), fast.getEpsilon()))
                .containsExactly(0.25, 0.5, 0.75, 0.125);
        assertThat(output.getBiasUpdater()).isEqualTo(new Sgd(0.5)).isNotSameAs(adam.getBiasUpdater());
    }

    @Test
    void aProgramGetsTheFastLayersByOneCall() {
        MultiLayerConfiguration portable = network(HIDDEN, new LastTimeStep(gru(INPUTS)));
        MultiLayerNetwork plain = new MultiLayerNetwork(portable);
        plain.init();
        MultiLayerNetwork fast = new MultiLayerNetwork(Acceleration.of(portable));
        fast.init();
        assertThat(fast.getLayerWiseConfigurations().getConf(0).getLayer()).isInstanceOf(FastLastTimeStep.class);
        assertThat(fast.params()).isEqualTo(plain.params());
        INDArray x = Nd4j.rand(9, INPUTS, 5);
        assertThat(fast.output(x).equalsWithEps(plain.output(x), 1e-5)).isTrue();
    }

    @Test
    void aGraphGetsThemToo() {
        ComputationGraphConfiguration portable = new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("sequence")
                .addLayer("lstm", lstm(INPUTS), "sequence")
                .addLayer("end", new LastTimeStep(gru(HIDDEN)), "lstm")
                .addLayer("head", head(HIDDEN), "end")
                .setOutputs("head")
                .build();
        String before = portable.toJson();
        ComputationGraph plain = new ComputationGraph(portable);
        plain.init();
        ComputationGraph fast = new ComputationGraph(Acceleration.of(portable));
        fast.init();
        assertThat(fast.getLayer("lstm").conf().getLayer()).isInstanceOf(FastLstm.class);
        INDArray x = Nd4j.rand(9, INPUTS, 5);
        INDArray labels = Nd4j.zeros(9, 3);
        labels.getColumn(1).assign(1);
        for (int step = 0; step < 20; step++) {
            plain.fit(new INDArray[] {x}, new INDArray[] {labels});
            fast.fit(new INDArray[] {x}, new INDArray[] {labels});
        }
        assertThat(fast.outputSingle(x).equalsWithEps(plain.outputSingle(x), 1e-4))
                .isTrue();
        assertThat(before).contains("LSTM").doesNotContain("FastLstm");
        assertThat(portable.toJson()).doesNotContain("FastLstm");
    }

    @Test
    void theBackendIsTheOneThatIsFoundAndRunsHere() {
        assertThat(Backend.onClassPath()).isInstanceOf(CpuBackend.class);
        assertThat(Backend.onClassPath().examine().problem()).isEmpty();
        assertThat(Backend.onClassPath().description()).contains("ND4J").doesNotContain("${");
    }
}
