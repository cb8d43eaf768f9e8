package gatewise.cpu;

import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;

class FastSimpleRnnTest extends FastLayerContract {
    @Override
    BaseRecurrentLayer.Builder<?> builder() {
        return new SimpleRnn.Builder();
    }

    @Override
    Layer fast(BaseRecurrentLayer.Builder<?> builder, int threads) {
        FastSimpleRnn fast = new FastSimpleRnn(((SimpleRnn.Builder) builder).build());
        fast.setThreads(threads);
        return fast;
    }
}
