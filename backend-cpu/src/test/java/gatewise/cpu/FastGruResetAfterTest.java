package gatewise.cpu;

import gatewise.layer.Gru;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

class FastGruResetAfterTest extends FastGruTest {
    @Override
    BaseRecurrentLayer.Builder<?> builder() {
        return new Gru.Builder().resetAfter(true);
    }
}
