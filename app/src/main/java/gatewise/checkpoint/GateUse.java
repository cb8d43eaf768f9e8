package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * How a gate was used: over the images, steps and units that were looked at.
 *
 * @param mean of its values
 * @param closed share of its values below 0.1
 * @param open share of its values above 0.9
 */
public record GateUse(@JsonUnwrapped Place place, double mean, double closed, double open) {

    /**
     * Which gate.
     *
     * @param layer from 1, the layer nearest to the input
     * @param direction forward or backward
     * @param gate its name as in {@link gatewise.network.Cell#gates()}
     */
    public record Place(int layer, String direction, String gate) {
        /** Such as {@code forget of layer 1, forward}. */
        @Override
        public String toString() {
            return gate + " of layer " + layer + ", " + direction;
        }
    }

    public int layer() {
        return place.layer();
    }

    public String direction() {
        return place.direction();
    }

    public String gate() {
        return place.gate();
    }
}
