package gatewise.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J expects of every {@code instantiate} of a layer's configuration. */
public final class NewLayers {
    private NewLayers() {}

    /**
     * The configuration for the layer that a wrapper has.
     *
     * @param wrapper a configuration whose layer is a {@link BaseWrapperLayer}
     * @return a copy of it whose layer is the underlying one
     */
    public static NeuralNetConfiguration underlying(NeuralNetConfiguration wrapper) {
        NeuralNetConfiguration conf = wrapper.clone();
        conf.setLayer(((BaseWrapperLayer) conf.getLayer()).getUnderlying());
        return conf;
    }

    /**
     * Gives a new layer its place in the network and its parameters.
     *
     * @param <L> its type
     * @param layer with its configuration
     * @param listeners of the network
     * @param index its place
     * @param parameters a view of the network's, or null before there are any
     * @param initialize whether they are to be drawn
     * @return that layer
     */
    public static <L extends Layer> L ready(
            L layer, Collection<TrainingListener> listeners, int index, INDArray parameters, boolean initialize) {
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(layer.conf().getLayer().initializer().init(layer.conf(), parameters, initialize));
        return layer;
    }
}
