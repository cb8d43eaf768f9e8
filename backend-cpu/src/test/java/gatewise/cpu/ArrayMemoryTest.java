package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.layer.Gru;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers that are given arrays which they must convert, while the collector runs and memory is used again at once. */
class ArrayMemoryTest {
    private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();
    private static final int INPUTS = 64;
    private static final int HIDDEN = 32;
    private static final int BATCH = 64;

    /** Leaves the weights as they are; collects in the middle of a pass and overwrites what has become free. */
    private static final class Collecting implements IWeightNoise {
        private static final long serialVersionUID = 1L;
        private final transient List<INDArray> overwritten = new ArrayList<>();
        private boolean on;

        @Override
        public INDArray getParameter(
                Layer layer, String key, int iteration, int epoch, boolean training, LayerWorkspaceMgr workspaces) {
            for (int i = 0; on && i < 5; i++) {
                System.gc();
                for (int size : new int[] {BATCH * INPUTS, INPUTS * 3 * HIDDEN, HIDDEN * 3 * HIDDEN, BATCH * HIDDEN}) {
                    for (int k = 0; k < 20; k++) {
                        overwritten.add(Nd4j.valueArrayOf(new long[] {size}, 1e6f, DataType.FLOAT));
                    }
                }
            }
            // Row-major, so that the kernel must copy it.
            return layer.getParam(key).dup('c');
        }

        @Override
        public Collecting clone() {
            return this;
        }
    }

    private final Collecting collecting = new Collecting();

    private Layer layer(org.deeplearning4j.nn.conf.layers.Layer conf) {
        MultiLayerNetwork network = new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder().seed(1).list(conf).build());
        network.init();
        network.initGradientsView();
        return network.getLayer(0);
    }

    /** In double precision, so that a layer of single precision works on a copy. */
    private static INDArray values(long... shape) {
        return Nd4j.rand(DataType.DOUBLE, shape);
    }

    @Test
    void arraysAreCollectedAfterItIsClosedAndNotBefore() throws InterruptedException {
        ReferenceQueue<INDArray> collected = new ReferenceQueue<>();
        Reference<INDArray> array;
        try (ArrayMemory memory = new ArrayMemory()) {
            array = lend(memory, collected);
            System.gc();
            assertThat(collected.remove(100)).isNull();
        }
        Reference<? extends INDArray> found = null;
        for (int i = 0; found == null && i < 100; i++) {
            System.gc();
            found = collected.remove(100);
        }
        assertThat(found).isSameAs(array);
    }

    private static Reference<INDArray> lend(ArrayMemory memory, ReferenceQueue<INDArray> collected) {
        INDArray array = Nd4j.rand(DataType.FLOAT, 3, 4);
        memory.of(array);
        return new WeakReference<>(array, collected);
    }

    @Test
    void otherTypesThanFloatAreRefused() {
        try (ArrayMemory memory = new ArrayMemory()) {
            assertThatThrownBy(() -> memory.of(values(2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an array is of type DOUBLE, expected FLOAT");
        }
    }

    @Test
    void aPassOfTheKernelReadsItsCopies() {
        Layer layer = layer(new FastGru(new Gru.Builder()
                .nIn(INPUTS)
                .nOut(HIDDEN)
                .weightNoise(collecting)
                .build()));
        INDArray x = values(BATCH, INPUTS, 1);
        INDArray expected = layer.activate(x, false, NONE);
        collecting.on = true;
        assertThat(layer.activate(x, false, NONE).data().asFloat())
                .isEqualTo(expected.data().asFloat());
    }

    @Test
    void theHeadReadsItsCopies() {
        IOutputLayer layer = (IOutputLayer) layer(new FastOutput(new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(INPUTS)
                .nOut(HIDDEN)
                .activation(Activation.SOFTMAX)
                .weightNoise(collecting)
                .build()));
        layer.setLabels(values(BATCH, HIDDEN));
        layer.setInput(values(BATCH, INPUTS), NONE);
        INDArray expected = layer.backpropGradient(null, NONE).getSecond();
        collecting.on = true;
        layer.clearNoiseWeightParams();
        assertThat(layer.backpropGradient(null, NONE).getSecond().data().asFloat())
                .isEqualTo(expected.data().asFloat());
    }
}
