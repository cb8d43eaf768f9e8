package gatewise.cpu;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/** Takes over the settings of DL4J's layer configurations, which have no copy constructors. */
final class Settings {
    private Settings() {}

    static void copyRecurrent(BaseRecurrentLayer from, BaseRecurrentLayer to) {
        copyFeedForward(from, to);
        to.setWeightInitFnRecurrent(from.getWeightInitFnRecurrent());
        to.setRnnDataFormat(from.getRnnDataFormat());
    }

    static void copyFeedForward(FeedForwardLayer from, FeedForwardLayer to) {
        copyBase(from, to);
        to.setNIn(from.getNIn());
        to.setNOut(from.getNOut());
        to.setTimeDistributedFormat(from.getTimeDistributedFormat());
    }

    private static void copyBase(BaseLayer from, BaseLayer to) {
        to.setLayerName(from.getLayerName());
        to.setIDropout(from.getIDropout());
        to.setConstraints(from.getConstraints());
        to.setActivationFn(from.getActivationFn());
        to.setWeightInitFn(from.getWeightInitFn());
        to.setBiasInit(from.getBiasInit());
        to.setGainInit(from.getGainInit());
        to.setRegularization(from.getRegularization());
        to.setRegularizationBias(from.getRegularizationBias());
        to.setIUpdater(from.getIUpdater());
        to.setBiasUpdater(from.getBiasUpdater());
        to.setWeightNoise(from.getWeightNoise());
        to.setGradientNormalization(from.getGradientNormalization());
        to.setGradientNormalizationThreshold(from.getGradientNormalizationThreshold());
    }
}
