package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.serde.JsonMappers;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

class FastLstmTest extends FastLayerContract {
    @Override
    BaseRecurrentLayer.Builder<?> builder() {
        return new LSTM.Builder();
    }

    @Override
    Layer fast(BaseRecurrentLayer.Builder<?> builder, int threads) {
        FastLstm fast = new FastLstm(((LSTM.Builder) builder).build());
        fast.setThreads(threads);
        fast.setKernel(kernel());
        return fast;
    }

    @Override
    boolean anyMaskIsServed() {
        return false;
    }

    @Test
    void everySettingIsTakenOver() throws Exception {
        LSTM.Builder builder = new LSTM.Builder();
        builder.name("name")
                .dropOut(0.5)
                .nIn(3)
                .nOut(4)
                .updater(new Adam(0.3))
                .l2(0.1)
                .l2Bias(0.2)
                .biasInit(0.7);
        builder.activation(Activation.SOFTSIGN).gateActivationFunction(Activation.HARDSIGMOID);
        builder.forgetGateBiasInit(2).helperAllowFallback(false).biasUpdater(new Adam(0.4));
        builder.constrainRecurrent(new MaxNormConstraint(1, 0));
        LSTM lstm = builder.build();
        ObjectNode stock = (ObjectNode) JsonMappers.getMapper().valueToTree(lstm);
        ObjectNode fast = (ObjectNode) JsonMappers.getMapper().valueToTree(new FastLstm(lstm));
        assertThat(fast.remove("@class")).isNotEqualTo(stock.remove("@class"));
        assertThat(fast.remove("threads").asInt()).isEqualTo(1);
        assertThat(fast.remove("kernel").asText()).isEqualTo("OPENBLAS");
        assertThat(fast).isEqualTo(stock);
    }
}
