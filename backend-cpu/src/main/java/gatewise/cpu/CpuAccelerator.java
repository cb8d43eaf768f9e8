package gatewise.cpu;

import gatewise.backend.Accelerator;
import gatewise.backend.TrainingStep;
import gatewise.kernel.KernelKind;
import gatewise.layer.BidirectionalByLength;
import gatewise.layer.BidirectionalEnd;
import gatewise.layer.Gru;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * Puts this module's layers and updaters in the place of DL4J's LSTM, simple recurrent and output layers, Gatewise's GRU, RMSProp and Adam. Only
 * these very classes are replaced: what is derived from them computes something else.
 */
final class CpuAccelerator implements Accelerator {
    private final KernelKind kernel;

    /** Of kernels that this JVM has. */
    CpuAccelerator(KernelKind kernel) {
        this.kernel = kernel;
    }

    @Override
    public boolean serves(MultiLayerConfiguration portable) {
        List<Class<? extends Layer>> cells = kernel == KernelKind.OPENBLAS
                ? List.of(SimpleRnn.class, LSTM.class, Gru.class)
                : List.of(LSTM.class, Gru.class);
        return portable.getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .map(CpuAccelerator::innermost)
                .filter(BaseRecurrentLayer.class::isInstance)
                .map(Object::getClass)
                .allMatch(cells::contains);
    }

    static Layer innermost(Layer layer) {
        if (layer instanceof BaseWrapperLayer wrapper) {
            return innermost(wrapper.getUnderlying());
        }
        return layer instanceof Bidirectional both ? innermost(both.getFwd()) : layer;
    }

    @Override
    public MultiLayerConfiguration accelerated(MultiLayerConfiguration portable, int threads) {
        MultiLayerConfiguration accelerated = portable.clone();
        for (NeuralNetConfiguration conf : accelerated.getConfs()) {
            conf.setLayer(accelerated(conf.getLayer(), threads));
        }
        return accelerated;
    }

    @Override
    public ComputationGraphConfiguration accelerated(ComputationGraphConfiguration portable, int threads) {
        ComputationGraphConfiguration accelerated = portable.clone();
        Map<String, GraphVertex> vertices = new LinkedHashMap<>();
        accelerated.getVertices().forEach((name, vertex) -> vertices.put(name, accelerated(vertex, threads)));
        accelerated.setVertices(vertices);
        return accelerated;
    }

    private GraphVertex accelerated(GraphVertex vertex, int threads) {
        if (!(vertex instanceof LayerVertex layerVertex)) {
            return vertex;
        }
        NeuralNetConfiguration conf = layerVertex.getLayerConf().clone();
        conf.setLayer(accelerated(conf.getLayer(), threads));
        LayerVertex accelerated = new LayerVertex(conf, layerVertex.getPreProcessor());
        accelerated.setOutputVertex(layerVertex.isOutputVertex());
        return accelerated;
    }

    private Layer accelerated(Layer layer, int threads) {
        Layer accelerated = replacement(layer, threads);
        if (accelerated instanceof BaseLayer base) {
            base.setIUpdater(accelerated(base.getIUpdater()));
            base.setBiasUpdater(accelerated(base.getBiasUpdater()));
        }
        return accelerated;
    }

    private Layer replacement(Layer layer, int threads) {
        if (layer.getClass() == LSTM.class) {
            FastLstm fast = new FastLstm((LSTM) layer);
            fast.setThreads(threads);
            fast.setKernel(kernel);
            return fast;
        }
        if (layer.getClass() == Gru.class) {
            FastGru fast = new FastGru((Gru) layer);
            fast.setThreads(threads);
            fast.setKernel(kernel);
            return fast;
        }
        if (layer.getClass() == SimpleRnn.class) {
            FastSimpleRnn fast = new FastSimpleRnn((SimpleRnn) layer);
            fast.setThreads(threads);
            return fast;
        }
        if (layer.getClass() == OutputLayer.class) {
            return new FastOutput((OutputLayer) layer);
        }
        if (layer.getClass() == RnnOutputLayer.class) {
            return new FastRnnOutput((RnnOutputLayer) layer);
        }
        if (layer.getClass() == LastTimeStep.class) {
            FastLastTimeStep last = new FastLastTimeStep(accelerated(((LastTimeStep) layer).getUnderlying(), threads));
            last.setIDropout(layer.getIDropout());
            last.setConstraints(layer.getConstraints());
            return last;
        }
        if (layer.getClass() == Bidirectional.class || layer.getClass() == BidirectionalByLength.class) {
            return bothDirections((Bidirectional) layer, threads);
        }
        return layer.getClass() == BidirectionalEnd.class ? end((BidirectionalEnd) layer, threads) : layer.clone();
    }

    private Layer bothDirections(Bidirectional layer, int threads) {
        Bidirectional both = new FastBidirectional(
                layer.getMode(), accelerated(layer.getFwd(), threads), accelerated(layer.getBwd(), threads));
        if (layer.getLayerName() != null) {
            both.setLayerName(layer.getLayerName());
        }
        both.setIDropout(layer.getIDropout());
        both.setConstraints(layer.getConstraints());
        return both;
    }

    private Layer end(BidirectionalEnd layer, int threads) {
        BidirectionalEnd end = new FastBidirectionalEnd((Bidirectional) accelerated(layer.getUnderlying(), threads));
        end.setLayerName(layer.getLayerName());
        end.setIDropout(layer.getIDropout());
        end.setConstraints(layer.getConstraints());
        return end;
    }

    private static IUpdater accelerated(IUpdater updater) {
        if (updater != null && updater.getClass() == RmsProp.class) {
            return FastRmsProp.of((RmsProp) updater);
        }
        if (updater != null && updater.getClass() == Adam.class) {
            return FastAdam.of((Adam) updater);
        }
        return updater == null ? null : updater.clone();
    }

    @Override
    public TrainingStep trainingStep(MultiLayerNetwork network) {
        return new FastTrainingStep(network);
    }
}
