package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FastOutputTest {
    private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

    private static OutputLayer stock() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(4)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static IOutputLayer layer(Layer conf) {
        MultiLayerNetwork network = new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder().seed(1).list(conf).build());
        network.init();
        network.initGradientsView();
        return (IOutputLayer) network.getLayer(0);
    }

    @Test
    void theScoreIsThatOfTheLabelsItHas() {
        INDArray x = Nd4j.rand('f', 5, 4);
        INDArray mask = Nd4j.create(new float[] {1, 0, 1, 0, 1}, new long[] {5, 1});
        double[][] scores = new double[2][];
        for (int i = 0; i < 2; i++) {
            IOutputLayer layer = layer(i == 0 ? stock() : new FastOutput(stock()));
            layer.setInput(x, NONE);
            layer.setLabels(labels(0));
            layer.backpropGradient(null, NONE);
            double first = layer.computeScore(0, true, NONE);
            layer.setLabels(labels(1));
            double second = layer.computeScore(0, true, NONE);
            layer.backpropGradient(null, NONE);
            layer.setMaskArray(mask);
            scores[i] = new double[] {first, second, layer.computeScore(0, true, NONE)};
        }
        assertThat(scores[0][0]).isNotCloseTo(scores[0][1], offset(1e-3));
        assertThat(scores[1]).containsExactly(scores[0], offset(1e-5));
    }

    private static INDArray labels(int column) {
        INDArray labels = Nd4j.zeros(5, 3);
        labels.getColumn(column).assign(1);
        return labels;
    }
}
