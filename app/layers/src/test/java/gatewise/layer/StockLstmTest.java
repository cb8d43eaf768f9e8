package gatewise.layer;

import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;

class StockLstmTest extends RecurrentLayerContract {
    @Override
    BaseRecurrentLayer.Builder<?> builder() {
        return new LSTM.Builder();
    }

    /** A fault of DL4J 1.0.0-M2.1: masked steps add to the gradients of W and b. */
    @Override
    boolean masksMayBeginASequence() {
        return false;
    }

    /** DL4J multiplies by the mask, which leaves NaN what it is. */
    @Override
    double anything() {
        return 123;
    }
}
