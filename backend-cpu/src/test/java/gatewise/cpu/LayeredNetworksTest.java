package gatewise.cpu;

import static gatewise.cpu.PlainStacks.INPUTS;
import static gatewise.cpu.PlainStacks.builder;
import static gatewise.cpu.PlainStacks.cell;
import static gatewise.cpu.PlainStacks.ended;
import static gatewise.cpu.PlainStacks.fast;
import static gatewise.cpu.PlainStacks.head;
import static gatewise.cpu.PlainStacks.network;
import static gatewise.cpu.PlainStacks.stack;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.kernel.KernelKind;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

/** Networks that have something that only their layers compute. */
class LayeredNetworksTest {
    static Stream<Arguments> others() {
        UnaryOperator<NeuralNetConfiguration.Builder> clipped =
                builder -> builder.gradientNormalization(GradientNormalization.ClipL2PerLayer)
                        .gradientNormalizationThreshold(1);
        LSTM constrained = ((LSTM.Builder) cell("lstm", INPUTS))
                .constrainWeights(new MaxNormConstraint(1, 1))
                .build();
        LSTM plain = (LSTM) cell("lstm", INPUTS).build();
        LSTM lastFirst =
                ((LSTM.Builder) cell("lstm", INPUTS)).dataFormat(RNNFormat.NWC).build();
        return Stream.of(
                Arguments.of("clipping", stack(clipped.apply(builder()), "lstm", 1)),
                Arguments.of("l2", stack(builder().l2(0.1), "lstm", 1)),
                Arguments.of("weight decay", stack(builder().weightDecay(0.1), "lstm", 1)),
                Arguments.of("dropout", stack(builder().dropOut(0.5), "lstm", 1)),
                Arguments.of("weight noise", stack(builder().weightNoise(new DropConnect(0.5)), "lstm", 1)),
                Arguments.of("no mean over the batch", stack(builder().miniBatch(false), "lstm", 1)),
                Arguments.of("constraints", ended(constrained)),
                Arguments.of("l2 of the head", ended(plain, head().l2(0.1).build())),
                Arguments.of(
                        "l2 of the head's bias", ended(plain, head().l2Bias(0.1).build())),
                Arguments.of(
                        "dropout before the head",
                        ended(plain, head().dropOut(0.5).build())),
                Arguments.of("clipping of the head", ended(plain, clippedHead())),
                Arguments.of("steps before features", ended(lastFirst)),
                Arguments.of("truncated", truncated()));
    }

    private static OutputLayer clippedHead() {
        return head().gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(1)
                .build();
    }

    private static MultiLayerConfiguration truncated() {
        MultiLayerConfiguration conf = stack(builder(), "lstm", 1);
        conf.setBackpropType(BackpropType.TruncatedBPTT);
        return conf;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void leavesOthersToTheirLayers(String what, MultiLayerConfiguration portable) {
        assertThat(PlainNetwork.of(fast(portable, KernelKind.OPENBLAS, 2)))
                .as(what)
                .isEmpty();
        MultiLayerNetwork activation = fast(
                builder()
                        .list(
                                new LastTimeStep(((LSTM.Builder) cell("lstm", INPUTS))
                                        .activation(Activation.RELU)
                                        .build()),
                                head().build())
                        .build(),
                KernelKind.OPENBLAS,
                2);
        assertThat(PlainNetwork.of(activation)).isEmpty();
        assertThat(PlainNetwork.of(network(stack(builder(), "lstm", 1)))).isEmpty();
    }
}
