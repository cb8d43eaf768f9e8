package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.layer.Gru;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class VectorPreferenceTest {
    private static MultiLayerConfiguration network(Layer... recurrent) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().list();
        for (Layer layer : recurrent) {
            list.layer(layer);
        }
        return list.layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(8)
                        .nOut(2)
                        .build())
                .build();
    }

    private static Layer lstm(int units) {
        return new LSTM.Builder().nIn(8).nOut(units).build();
    }

    private static Layer gru(boolean resetAfter) {
        return new Gru.Builder().nIn(8).nOut(8).resetAfter(resetAfter).build();
    }

    @Test
    void isForManyRowsAndLayersOfMiddleSizeWithGates() {
        for (MultiLayerConfiguration served : new MultiLayerConfiguration[] {
            network(lstm(256)), network(lstm(28), lstm(28)), network(gru(false)), network(gru(true))
        }) {
            assertThat(CpuBackend.suitsVectors(served, 32)).isTrue();
            assertThat(CpuBackend.suitsVectors(served, 31)).isFalse();
        }
        assertThat(CpuBackend.suitsVectors(network(lstm(28), lstm(257)), 64)).isFalse();
        Layer both = new Bidirectional(Bidirectional.Mode.CONCAT, lstm(512));
        assertThat(CpuBackend.suitsVectors(network(both), 64)).isFalse();
        Layer simple = new SimpleRnn.Builder().nIn(8).nOut(8).build();
        assertThat(CpuBackend.suitsVectors(network(simple), 64)).isFalse();
    }
}
