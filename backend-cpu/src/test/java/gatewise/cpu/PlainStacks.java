package gatewise.cpu;

import gatewise.kernel.KernelKind;
import gatewise.layer.Gru;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Stacks of recurrent layers with a head at the last step, as they are and in fast form. */
final class PlainStacks {
    static final int INPUTS = 5;
    static final int HIDDEN = 9;
    static final int CLASSES = 4;
    static final int STEPS = 6;

    private PlainStacks() {}

    static BaseRecurrentLayer.Builder<?> cell(String name, int inputs) {
        BaseRecurrentLayer.Builder<?> cell = switch (name) {
            case "simple" -> new SimpleRnn.Builder();
            case "lstm" -> new LSTM.Builder();
            case "gru after" -> new Gru.Builder().resetAfter(true);
            default -> new Gru.Builder();
        };
        cell.nIn(inputs).nOut(HIDDEN);
        cell.activation(Activation.TANH);
        return cell;
    }

    static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder().seed(4).updater(new RmsProp(0.01));
    }

    static OutputLayer.Builder head() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(HIDDEN)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX);
    }

    static MultiLayerConfiguration stack(NeuralNetConfiguration.Builder builder, String cell, int layers) {
        NeuralNetConfiguration.ListBuilder list = builder.list();
        for (int i = 0; i < layers - 1; i++) {
            list.layer(cell(cell, i == 0 ? INPUTS : HIDDEN).build());
        }
        return list.layer(new LastTimeStep(
                        cell(cell, layers == 1 ? INPUTS : HIDDEN).build()))
                .layer(head().build())
                .build();
    }

    static MultiLayerNetwork network(MultiLayerConfiguration conf) {
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }

    static MultiLayerNetwork fast(MultiLayerConfiguration portable, KernelKind kind, int threads) {
        return network(new CpuAccelerator(kind).accelerated(portable, threads));
    }

    static MultiLayerConfiguration ended(LSTM layer) {
        return ended(layer, head().build());
    }

    static MultiLayerConfiguration ended(LSTM layer, OutputLayer head) {
        return builder().list(new LastTimeStep(layer), head).build();
    }
}
