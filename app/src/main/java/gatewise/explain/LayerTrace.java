package gatewise.explain;

import java.util.List;

/**
 * What a layer did.
 *
 * @param layer from 1, the layer nearest to the input
 * @param directions the forward one, then the backward one if there is one
 */
public record LayerTrace(int layer, List<CellTrace> directions) {}
