package gatewise.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What every recurrent layer must do where masks say that sequences are of unequal lengths. */
abstract class MaskedLayerContract extends LayerNetworks {
    /** Whether the layer is right about sequences that begin with masked steps, as a reversed shorter sequence does. */
    boolean masksMayBeginASequence() {
        return true;
    }

    /** What may stand at a step that a mask hides. */
    double anything() {
        return Double.NaN;
    }

    private Layer byLength(int inputs) {
        return new BidirectionalByLength(Bidirectional.Mode.CONCAT, layer(inputs));
    }

    private static void hide(INDArray x, double value, int... lengths) {
        for (int row = 0; row < BATCH; row++) {
            if (lengths[row] < STEPS) {
                x.get(interval(row, row + 1), all(), interval(lengths[row], STEPS))
                        .assign(value);
            }
        }
    }

    private static boolean areRight(MultiLayerNetwork network, INDArray labels, INDArray mask) {
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(sequences())
                .labels(labels)
                .inputMask(mask)
                .labelMask(labels.rank() == 3 ? mask : null));
    }

    /** Numbers stay away from what the network says: the absolute error has no gradient where it is 0. */
    private static INDArray labels(LossFunction loss, boolean everyStep) {
        INDArray labels =
                loss == LossFunction.MCXENT ? labels() : labels().mul(-2).add(7);
        if (!everyStep) {
            return labels;
        }
        INDArray sequences = Nd4j.zeros(BATCH, CLASSES, STEPS);
        for (int t = 0; t < STEPS; t++) {
            sequences.get(all(), all(), point(t)).assign(labels);
        }
        return sequences;
    }

    private static Layer head(LossFunction loss, int inputs, boolean everyStep) {
        BaseOutputLayer.Builder<?> head =
                everyStep ? new RnnOutputLayer.Builder(loss).dataFormat(RNNFormat.NCW) : new OutputLayer.Builder(loss);
        head.nIn(inputs).nOut(CLASSES);
        head.activation(loss == LossFunction.MCXENT ? Activation.SOFTMAX : Activation.IDENTITY);
        return head.build();
    }

    @Test
    void maskedSequencesOfDifferentLengths() {
        checkGradients(network(layer(INPUTS), new LastTimeStep(layer(HIDDEN)), classifier(HIDDEN)), lengths(4, 2, 1));
    }

    @Test
    void maskedSequencesInBothDirections() {
        Bidirectional both = new Bidirectional(Bidirectional.Mode.CONCAT, layer(INPUTS));
        for (Layer end : List.of(new LastTimeStep(both), new BidirectionalEnd(both))) {
            MultiLayerNetwork network = network(end, classifier(2 * HIDDEN));
            assertThat(hasRightGradients(network, lengths(4, 2, 1), null)).isEqualTo(masksMayBeginASequence());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MCXENT, false, false",
        "MSE, false, false",
        "MEAN_ABSOLUTE_ERROR, false, false",
        "MCXENT, true, false",
        "MSE, true, false",
        "MEAN_ABSOLUTE_ERROR, true, false",
        "MCXENT, false, true",
        "MSE, true, true",
        "MEAN_ABSOLUTE_ERROR, true, true"
    })
    void headsOfMaskedSequences(LossFunction loss, boolean everyStep, boolean bothDirections) {
        int size = bothDirections ? 2 * HIDDEN : HIDDEN;
        Layer end = bothDirections
                ? everyStep ? byLength(INPUTS) : new BidirectionalEnd((Bidirectional) byLength(INPUTS))
                : everyStep ? layer(INPUTS) : new LastTimeStep(layer(INPUTS));
        MultiLayerNetwork network = network(end, head(loss, size, everyStep));
        assertThat(areRight(network, labels(loss, everyStep), lengths(4, 2, 1))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Bidirectional.Mode.class)
    void directionsByLengthInEachMode(Bidirectional.Mode mode) {
        int size = mode == Bidirectional.Mode.CONCAT ? 2 * HIDDEN : HIDDEN;
        MultiLayerNetwork network =
                network(new BidirectionalByLength(mode, layer(INPUTS)), head(LossFunction.MCXENT, size, true));
        assertThat(areRight(network, labels(LossFunction.MCXENT, true), lengths(3, 2, 2)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(RNNFormat.class)
    void byLengthAPaddedSequenceIsTheSequenceAlone(RNNFormat format) {
        BaseRecurrentLayer.Builder<?> first = sized(INPUTS);
        BaseRecurrentLayer.Builder<?> second = sized(2 * HIDDEN);
        first.dataFormat(format);
        second.dataFormat(format);
        MultiLayerNetwork padded = network(
                new BidirectionalByLength(Bidirectional.Mode.CONCAT, first.build()),
                new BidirectionalEnd(new BidirectionalByLength(Bidirectional.Mode.CONCAT, second.build())),
                classifier(2 * HIDDEN));
        MultiLayerNetwork alone = network(
                new Bidirectional(Bidirectional.Mode.CONCAT, layer(INPUTS)),
                new BidirectionalEnd(new Bidirectional(Bidirectional.Mode.CONCAT, layer(2 * HIDDEN))),
                classifier(2 * HIDDEN));
        int[] lengths = {4, 2, 1};
        INDArray x = sequences();
        hide(x, Double.NaN, lengths);
        INDArray all = format == RNNFormat.NWC ? x.permute(0, 2, 1) : x;
        INDArray found = padded.output(all, false, lengths(lengths), null);
        padded.setInput(all);
        padded.setLabels(labels());
        padded.setLayerMaskArrays(lengths(lengths), null);
        padded.computeGradientAndScore();
        INDArray gradient = padded.gradient().gradient().dup();
        INDArray sum = gradient.like();
        for (int row = 0; row < BATCH; row++) {
            INDArray sequence = x.get(interval(row, row + 1), all(), interval(0, lengths[row]))
                    .dup('f');
            assertClose(found.getRow(row, true), alone.output(sequence));
            alone.setInput(sequence);
            alone.setLabels(labels().getRow(row, true));
            alone.computeGradientAndScore();
            sum.addi(alone.gradient().gradient());
        }
        assertClose(gradient, sum);
    }

    @Test
    void byLengthAMaskOfOnesIsNone() {
        MultiLayerNetwork network = network(
                byLength(INPUTS), new BidirectionalEnd((Bidirectional) byLength(2 * HIDDEN)), classifier(2 * HIDDEN));
        MultiLayerNetwork plain = network(
                new Bidirectional(Bidirectional.Mode.CONCAT, layer(INPUTS)),
                new BidirectionalEnd(new Bidirectional(Bidirectional.Mode.CONCAT, layer(2 * HIDDEN))),
                classifier(2 * HIDDEN));
        INDArray ones = lengths(STEPS, STEPS, STEPS);
        assertThat(network.output(sequences(), false, ones, null)).isEqualTo(plain.output(sequences()));
        network.fit(sequences(), labels(), ones, null);
        plain.fit(sequences(), labels());
        assertThat(network.gradient().gradient()).isEqualTo(plain.gradient().gradient());
    }

    /** Steps hidden before a sequence, and within it. */
    @Test
    void otherMasksInOneDirection() {
        MultiLayerNetwork network = network(new LastTimeStep(layer(INPUTS)), classifier(HIDDEN));
        for (double[] row : new double[][] {{0, 0, 1, 1}, {1, 0, 1, 1}}) {
            INDArray mask = lengths(4, 2, 1);
            mask.putRow(0, Nd4j.create(row));
            assertThat(hasRightGradients(network, mask, null)).isEqualTo(masksMayBeginASequence());
        }
    }

    /** The same by length: right, or refused. */
    @Test
    void byLengthOtherMasksAreRightOrRefused() {
        MultiLayerNetwork network =
                network(new BidirectionalEnd((Bidirectional) byLength(INPUTS)), classifier(2 * HIDDEN));
        for (double[] row : new double[][] {{0, 1, 1, 0}, {1, 0, 1, 1}}) {
            INDArray mask = lengths(4, 2, 1);
            mask.putRow(0, Nd4j.create(row));
            if (masksMayBeginASequence()) {
                checkGradients(network, mask);
            } else {
                assertThatThrownBy(() -> network.fit(sequences(), labels(), mask, null))
                        .isInstanceOf(DL4JInvalidInputException.class)
                        .hasMessageContaining("before or within a sequence");
            }
            network.clearLayerMaskArrays();
        }
    }

    /** Of three, one has no step: the others are as without it. */
    @Test
    void byLengthAnEmptySequenceAddsNothing() {
        MultiLayerNetwork network = network(byLength(INPUTS), head(LossFunction.MSE, 2 * HIDDEN, true));
        INDArray x = sequences();
        hide(x, Double.NaN, 4, 0, 2);
        INDArray y = network.output(x, false, lengths(4, 0, 2), lengths(4, 0, 2));
        assertThat(y.sumNumber().doubleValue()).isFinite();
        assertThat(areRight(network, labels(LossFunction.MSE, true), lengths(4, 0, 2)))
                .isTrue();
    }

    @Test
    void stepsThatTheMaskHidesDoNotMatter() {
        MultiLayerNetwork network = network(
                new BidirectionalEnd(new Bidirectional(Bidirectional.Mode.CONCAT, layer(INPUTS))),
                classifier(2 * HIDDEN));
        INDArray x = sequences();
        INDArray mask = lengths(2, 2, 2);
        INDArray whole = network.output(x, false, mask, null);
        x.get(all(), all(), interval(2, STEPS)).assign(anything());
        assertClose(network.output(x, false, mask, null), whole);
        assertClose(network.output(x.get(all(), all(), interval(0, 2)).dup('f')), whole);
    }
}
