package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a fast layer does with masks. */
abstract class FastMaskContract extends FastNetworks {
    /** Whether DL4J's layer has right gradients for masks that hide steps before or within a sequence; else they are refused. */
    boolean anyMaskIsServed() {
        return true;
    }

    private static void hide(INDArray x, INDArray mask) {
        for (int row = 0; row < x.size(0); row++) {
            for (int t = 0; t < x.size(2); t++) {
                if (mask.getDouble(row, t) == 0) {
                    x.get(interval(row, row + 1), all(), interval(t, t + 1)).assign(Float.NaN);
                }
            }
        }
    }

    /** Those that draw nothing: draws of a batch are not those of its sequences. */
    static Stream<Arguments> stacksWithoutDraws() {
        return stacks().filter(stack -> !Set.of("dropout", "weight noise").contains(stack.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacksWithoutDraws")
    void aPaddedBatchIsItsSequencesAlone(String name, int outputs, Stack stack) {
        INDArray x = sequences(17, STEPS);
        INDArray mask = lengths(17);
        MultiLayerNetwork plain = network(outputs, stack.layers(this));
        MultiLayerNetwork fast = accelerated(outputs, stack, 2);
        INDArray expected = gradientOfEach(plain, x);
        INDArray probabilities = Nd4j.zeros(17, CLASSES);
        for (int row = 0; row < 17; row++) {
            INDArray sequence = x.get(interval(row, row + 1), all(), interval(0, 1 + row % STEPS));
            probabilities.putRow(row, plain.output(sequence.dup('f')));
        }
        hide(x, mask);
        assertClose(gradient(fast, x, mask), expected);
        assertClose(fast.output(x, false, mask, null), probabilities);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void aMaskOfOnesIsTheBitsOfNone(String name, int outputs, Stack stack) {
        for (int batch : new int[] {1, 33}) {
            INDArray x = sequences(batch, STEPS);
            INDArray ones = Nd4j.ones(batch, STEPS);
            MultiLayerNetwork fast = accelerated(outputs, stack, 2);
            INDArray without = gradient(fast, x, null);
            assertThat(gradient(fast, x, ones)).isEqualTo(without);
            assertThat(fast.output(x, false, ones, null)).isEqualTo(fast.output(x));
        }
    }

    @Test
    void theArrayOfAMaskMayComeWithOtherValues() {
        MultiLayerNetwork fast = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 1)));
        INDArray x = sequences(5, STEPS);
        INDArray mask = lengths(5);
        INDArray output = fast.output(x, false, mask, null);
        INDArray gradient = gradient(fast, x, mask);
        mask.assign(1);
        assertThat(fast.output(x, false, mask, null)).isEqualTo(fast.output(x));
        assertThat(gradient(fast, x, mask)).isEqualTo(gradient(fast, x, null));
        mask.assign(lengths(5));
        assertThat(gradient(fast, x, mask)).isEqualTo(gradient);
        assertThat(fast.output(x, false, mask, null)).isEqualTo(output);

        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        Layer layer = alone();
        layer.setMaskArray(mask);
        layer.activate(x, false, none);
        mask.assign(1);
        INDArray whole = layer.activate(x, false, none);
        layer.setMaskArray(null);
        assertThat(whole).isEqualTo(layer.activate(x, false, none));
    }

    @Test
    void lengthsOfOneAndABatchOfOne() {
        MultiLayerNetwork plain = network(HIDDEN, new LastTimeStep(sized(INPUTS).build()));
        MultiLayerNetwork fast = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 2)));
        for (int batch : new int[] {1, 19}) {
            INDArray x = sequences(batch, STEPS);
            INDArray first = x.get(all(), all(), interval(0, 1)).dup('f');
            INDArray mask = Nd4j.zeros(batch, STEPS);
            mask.get(all(), interval(0, 1)).assign(1);
            hide(x, mask);
            assertClose(fast.output(x, false, mask, null), plain.output(first));
            assertClose(gradient(fast, x, mask), gradient(plain, first, null));
        }
    }

    /** The kernels take no sequence without a step: the plain layer reads such a batch. */
    @Test
    void anEmptySequenceLeavesTheOthersAsTheyAre() {
        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        INDArray x = sequences(5, STEPS);
        INDArray dy = Nd4j.rand('f', 5, HIDDEN, STEPS);
        INDArray mask = lengths(5);
        mask.putRow(2, Nd4j.zeros(STEPS));
        dy.muli(mask.reshape(5, 1, STEPS));
        Layer batch = alone();
        batch.setMaskArray(mask);
        INDArray y = batch.activate(x, true, none);
        INDArray gradient = batch.backpropGradient(dy, none).getFirst().gradient();
        INDArray sum = gradient.like();
        for (int row : new int[] {0, 1, 3, 4}) {
            Layer single = alone();
            int steps = 1 + row % STEPS;
            assertClose(one(y, row, steps), single.activate(one(x, row, steps), true, none));
            sum.addi(single.backpropGradient(one(dy, row, steps), none)
                    .getFirst()
                    .gradient());
        }
        assertClose(gradient, sum);
    }

    @Test
    void otherMasksTakeThePlainPathOrAreRefused() {
        MultiLayerNetwork plain = network(HIDDEN, new LastTimeStep(sized(INPUTS).build()));
        MultiLayerNetwork fast = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 1)));
        INDArray x = sequences(3, STEPS);
        for (int hidden : new int[] {0, 2}) {
            INDArray mask = Nd4j.ones(3, STEPS);
            mask.putScalar(0, hidden, 0);
            assertThat(fast.output(x, false, mask, null)).isEqualTo(plain.output(x, false, mask, null));
            if (anyMaskIsServed()) {
                assertClose(gradient(fast, x, mask), gradient(plain, x, mask));
            } else {
                assertThatThrownBy(() -> gradient(fast, x, mask))
                        .isInstanceOf(DL4JInvalidInputException.class)
                        .hasMessageContaining("masks [batch, timeSteps] of ones and then zeros are served");
                fast.clearLayerMaskArrays();
            }
        }
    }

    /** What a sequence ends with is what it goes on from, however long the others of its batch are. */
    @Test
    void storedStatesAreThoseAfterTheLastStepOfEachSequence() {
        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        INDArray mask = lengths(9);
        INDArray first = sequences(9, STEPS);
        INDArray second = sequences(9, STEPS - 1);
        INDArray hidden = first.dup('f');
        hide(hidden, mask);
        for (boolean training : new boolean[] {false, true}) {
            Layer batch = alone();
            batch.setMaskArray(mask);
            step(batch, hidden, training, none);
            batch.setMaskArray(null);
            INDArray found = step(batch, second, training, none);
            for (int row = 0; row < 9; row++) {
                Layer single = alone();
                step(single, one(first, row, 1 + row % STEPS), training, none);
                assertClose(
                        found.get(interval(row, row + 1), all(), all()),
                        step(single, one(second, row, STEPS - 1), training, none));
            }
        }
    }

    private static INDArray one(INDArray x, int row, int steps) {
        return x.get(interval(row, row + 1), all(), interval(0, steps)).dup('f');
    }

    private static INDArray step(Layer layer, INDArray x, boolean training, LayerWorkspaceMgr workspaces) {
        var recurrent = (org.deeplearning4j.nn.api.layers.RecurrentLayer) layer;
        return training
                ? recurrent.rnnActivateUsingStoredState(x, true, true, workspaces)
                : recurrent.rnnTimeStep(x, workspaces);
    }

    /** One layer that is ready to go back. */
    Layer alone() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(fast(sized(INPUTS), 2))
                .build());
        network.init();
        network.initGradientsView();
        return network.getLayer(0);
    }
}
