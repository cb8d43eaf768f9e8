package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A fast layer is the layer that it stands for: in single precision, the same outputs and gradients but for rounding. */
abstract class FastLayerContract extends FastMaskContract {
    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void outputsAndGradientsAreThoseOfThePlainLayer(String name, int outputs, Stack stack) {
        for (int threads = 1; threads <= 3; threads++) {
            int split = threads;
            MultiLayerNetwork plain = network(outputs, stack.layers(this));
            MultiLayerNetwork fast = accelerated(outputs, stack, split);
            assertThat(fast.params()).isEqualTo(plain.params());
            for (int batch : new int[] {1, 33, 70, 33}) {
                INDArray x = sequences(batch, STEPS);
                assertClose(fast.output(x), plain.output(x));
                assertClose(gradient(fast, x, null), gradient(plain, x, null));
            }
        }
    }

    @Test
    void trainingStaysTogetherOverManySteps() {
        MultiLayerNetwork plain = network(HIDDEN, new LastTimeStep(sized(INPUTS).build()));
        MultiLayerNetwork fast = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 2)));
        INDArray x = sequences(40, STEPS);
        for (int i = 0; i < 50; i++) {
            plain.fit(x, labels(40));
            fast.fit(x, labels(40));
        }
        assertClose(fast.params(), plain.params());
    }

    @Test
    void sequencesByStepFirstGiveTheSame() {
        BaseRecurrentLayer.Builder<?> byStep = sized(INPUTS);
        byStep.dataFormat(RNNFormat.NWC);
        MultiLayerNetwork ncw = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 2)));
        MultiLayerNetwork nwc = network(HIDDEN, new LastTimeStep(fast(byStep, 2)));
        INDArray x = sequences(40, STEPS);
        assertClose(nwc.output(x.permute(0, 2, 1)), ncw.output(x));
        assertClose(gradient(nwc, x.permute(0, 2, 1), null), gradient(ncw, x, null));
    }

    @Test
    void timeStepsOneByOneGiveTheWholeSequence() {
        MultiLayerConfiguration conf = new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(fast(sized(INPUTS), 1))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        INDArray x = sequences(4, STEPS);
        INDArray whole = network.output(x);
        for (int t = 0; t < STEPS; t += 2) {
            INDArray part =
                    network.rnnTimeStep(x.get(all(), all(), interval(t, t + 2)).dup('f'));
            assertClose(part, whole.get(all(), all(), interval(t, t + 2)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void gradientsAreThoseOfTheBatchWhateverRanBefore(String name, int outputs, Stack stack) {
        INDArray x = sequences(33, STEPS);
        INDArray other = sequences(9, STEPS - 2);
        INDArray mask = lengths(33);
        Map<String, Consumer<MultiLayerNetwork>> before = new LinkedHashMap<>();
        before.put("a training pass forward", network -> network.feedForward(x, true));
        before.put("one of another shape", network -> network.feedForward(other, true));
        before.put("one with a mask", network -> {
            network.setLayerMaskArrays(mask, null);
            network.feedForward(x, true);
            network.clearLayerMaskArrays();
        });
        before.put("an output", network -> network.output(x));
        before.put("gradients", network -> gradient(network, x, null));
        before.put("gradients with a mask", network -> gradient(network, x, mask));
        MultiLayerNetwork plain = network(outputs, stack.layers(this));
        MultiLayerNetwork fast = accelerated(outputs, stack, 2);
        // DL4J's LSTM is wrong about sequences that begin with masked steps, as those that it reverses do.
        boolean reverses = name.equals("bidirectional") || name.equals("added directions");
        INDArray masked = reverses ? gradientOfEach(plain, x) : gradient(plain, x, mask);
        before.forEach((what, run) -> {
            for (INDArray trained : new INDArray[] {mask, null}) {
                run.accept(plain);
                run.accept(fast);
                assertClose(
                        gradient(fast, x, trained),
                        trained == null ? gradient(plain, x, null) : masked,
                        (trained == null ? "unmasked after " : "masked after ") + what);
            }
        });
    }

    @Test
    void aNewInputIsNotTakenForTheOneBefore() {
        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        INDArray x = sequences(9, STEPS - 1);
        INDArray dy = Nd4j.rand('f', 9, HIDDEN, STEPS - 1);
        org.deeplearning4j.nn.api.Layer layer = alone();
        layer.activate(x, true, none);
        Pair<Gradient, INDArray> expected = layer.backpropGradient(dy, none);

        org.deeplearning4j.nn.api.Layer used = alone();
        used.activate(sequences(33, STEPS), true, none);
        used.setInput(x, none);
        Pair<Gradient, INDArray> actual = used.backpropGradient(dy, none);
        assertClose(actual.getFirst().gradient(), expected.getFirst().gradient(), "parameters");
        assertClose(actual.getSecond(), expected.getSecond(), "input");
    }

    @Test
    void jsonKeepsEverything() {
        MultiLayerConfiguration conf =
                network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 3))).getLayerWiseConfigurations();
        MultiLayerConfiguration again = MultiLayerConfiguration.fromJson(conf.toJson());
        assertThat(again.toJson()).isEqualTo(conf.toJson()).contains("\"threads\" : 3");
    }
}
