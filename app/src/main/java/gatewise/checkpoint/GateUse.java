package gatewise.checkpoint;

/**
 * How a gate was used: over the images, steps and units that were looked at.
 *
 * @param layer from 1, the layer nearest to the input
 * @param direction forward or backward
 * @param gate its name as in {@link gatewise.network.Cell#gates()}
 * @param mean of its values
 * @param closed share of its values below 0.1
 * @param open share of its values above 0.9
 */
public record GateUse(int layer, String direction, String gate, double mean, double closed, double open) {}
