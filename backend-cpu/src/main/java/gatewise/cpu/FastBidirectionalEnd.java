package gatewise.cpu;

import gatewise.layer.BidirectionalEnd;
import gatewise.layer.BidirectionalEndLayer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;

/** A {@link BidirectionalEnd} around fast layers, which compute the step that each direction ends with alone. */
public class FastBidirectionalEnd extends BidirectionalEnd {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public FastBidirectionalEnd() {}

    /**
     * Around a bidirectional layer.
     *
     * @param underlying a {@link FastBidirectional}; around others it is the {@link BidirectionalEnd} as it is
     * @throws IllegalArgumentException if it does not concatenate its two directions
     */
    public FastBidirectionalEnd(Bidirectional underlying) {
        super(underlying);
    }

    @Override
    protected BidirectionalEndLayer newLayer(Layer bidirectional) {
        return new FastBidirectionalEndLayer(bidirectional);
    }
}
