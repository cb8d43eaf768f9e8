package gatewise.cpu;

import gatewise.layer.Gru;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

class FastGruTest extends FastLayerContract {
    @Override
    BaseRecurrentLayer.Builder<?> builder() {
        return new Gru.Builder();
    }

    @Override
    Layer fast(BaseRecurrentLayer.Builder<?> builder, int threads) {
        FastGru fast = new FastGru(((Gru.Builder) builder).build());
        fast.setThreads(threads);
        fast.setKernel(kernel());
        return fast;
    }
}
