package gatewise.export;

import gatewise.checkpoint.Checkpoint;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.layer.GruParamInitializer;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All parameters of a network, in the same order whatever it came from and goes to.
 *
 * @param cells by layer, then direction: forward, backward
 * @param head [classes][headInputSize]
 * @param headBias [classes]
 */
public record NetworkWeights(NetworkSpec spec, List<List<CellWeights>> cells, float[][] head, float[] headBias) {

    /** @throws UserError if a parameter is not finite, or so large that no checkpoint may hold it */
    public NetworkWeights {
        for (int layer = 0; layer < cells.size(); layer++) {
            for (CellWeights cell : cells.get(layer)) {
                for (float[][] matrix : cell.matrices()) {
                    requireFinite(matrix, "layer " + (layer + 1));
                }
            }
        }
        requireFinite(head, "the head");
        requireFinite(new float[][] {headBias}, "the head");
    }

    private static void requireFinite(float[][] rows, String place) {
        for (float[] row : rows) {
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new UserError(
                            "a parameter of " + place + " is " + value + ", expected finite numbers alone",
                            "take a network whose training did not diverge");
                }
                if (Math.abs(value) > Checkpoint.LARGEST_PARAMETER) {
                    throw new UserError(
                            Text.format(
                                    "a parameter of %s is %s, expected at most %s",
                                    place, value, Text.number(Checkpoint.LARGEST_PARAMETER)),
                            "take a network whose training did not diverge");
                }
            }
        }
    }

    /**
     * A copy of a network's parameters.
     *
     * @param network built from the spec, by any engine
     */
    public static NetworkWeights of(MultiLayerNetwork network, NetworkSpec spec) {
        List<List<CellWeights>> cells = new ArrayList<>();
        for (int layer = 0; layer < spec.hiddenSizes().size(); layer++) {
            List<CellWeights> directions = new ArrayList<>();
            for (String prefix : prefixes(spec)) {
                directions.add(read(network.getLayer(layer), prefix, spec, layer));
            }
            cells.add(directions);
        }
        Layer head = network.getOutputLayer();
        return new NetworkWeights(
                spec,
                cells,
                transposed(rowMajor(head.getParam(DefaultParamInitializer.WEIGHT_KEY)), spec.classes()),
                rowMajor(head.getParam(DefaultParamInitializer.BIAS_KEY)));
    }

    /** A network with these parameters. */
    public MultiLayerNetwork toNetwork() {
        MultiLayerNetwork network = Networks.create(spec, 1);
        for (int layer = 0; layer < cells.size(); layer++) {
            for (int direction = 0; direction < cells.get(layer).size(); direction++) {
                write(
                        network.getLayer(layer),
                        prefixes(spec).get(direction),
                        cells.get(layer).get(direction));
            }
        }
        Layer to = network.getOutputLayer();
        set(to, DefaultParamInitializer.WEIGHT_KEY, flat(transposed(flat(head), head[0].length)));
        set(to, DefaultParamInitializer.BIAS_KEY, headBias);
        return network;
    }

    private static List<String> prefixes(NetworkSpec spec) {
        return spec.bidirectional() ? List.of("f", "b") : List.of("");
    }

    private static CellWeights read(Layer layer, String prefix, NetworkSpec spec, int index) {
        Cell cell = spec.cell();
        int hidden = spec.hiddenSizes().get(index);
        float[] bias = rowMajor(layer.getParam(prefix + LSTMParamInitializer.BIAS_KEY));
        return new CellWeights(
                blocks(rowMajor(layer.getParam(prefix + LSTMParamInitializer.INPUT_WEIGHT_KEY)), cell, hidden),
                blocks(rowMajor(layer.getParam(prefix + LSTMParamInitializer.RECURRENT_WEIGHT_KEY)), cell, hidden),
                vectors(blocks(bias, cell, hidden)),
                spec.resetAfter()
                        ? vectors(blocks(
                                rowMajor(layer.getParam(prefix + GruParamInitializer.RECURRENT_BIAS_KEY)),
                                cell,
                                hidden))
                        : null);
    }

    private void write(Layer layer, String prefix, CellWeights weights) {
        set(layer, prefix + LSTMParamInitializer.INPUT_WEIGHT_KEY, columns(weights.input()));
        set(layer, prefix + LSTMParamInitializer.RECURRENT_WEIGHT_KEY, columns(weights.recurrent()));
        set(layer, prefix + LSTMParamInitializer.BIAS_KEY, columns(matrices(weights.bias())));
        if (weights.recurrentBias() != null) {
            set(layer, prefix + GruParamInitializer.RECURRENT_BIAS_KEY, columns(matrices(weights.recurrentBias())));
        }
    }

    private static void set(Layer layer, String key, float[] rowMajor) {
        INDArray parameter = layer.getParam(key);
        parameter.assign(Nd4j.createFromArray(rowMajor).reshape(parameter.shape()));
    }

    /** From [rows, gates * hidden], row-major and in DL4J's blocks, to [gates][hidden][rows]. */
    private static float[][][] blocks(float[] matrix, Cell cell, int hidden) {
        int gates = cell.gates().size();
        int columns = gates * hidden;
        float[][][] blocks = new float[gates][hidden][matrix.length / columns];
        for (int block = 0; block < gates; block++) {
            float[][] gate = blocks[gateOfBlock(cell, block)];
            for (int unit = 0; unit < hidden; unit++) {
                for (int row = 0; row < gate[unit].length; row++) {
                    gate[unit][row] = matrix[row * columns + block * hidden + unit];
                }
            }
        }
        return blocks;
    }

    /** The way back of {@link #blocks}. */
    private float[] columns(float[][][] blocks) {
        int hidden = blocks[0].length;
        int rows = blocks[0][0].length;
        int columns = blocks.length * hidden;
        float[] matrix = new float[rows * columns];
        for (int block = 0; block < blocks.length; block++) {
            float[][] gate = blocks[gateOfBlock(spec.cell(), block)];
            for (int unit = 0; unit < hidden; unit++) {
                for (int row = 0; row < rows; row++) {
                    matrix[row * columns + block * hidden + unit] = gate[unit][row];
                }
            }
        }
        return matrix;
    }

    private static int gateOfBlock(Cell cell, int block) {
        return cell.gates().indexOf(cell.gateOfBlock(block));
    }

    private static float[][] vectors(float[][][] blocks) {
        float[][] vectors = new float[blocks.length][blocks[0].length];
        for (int gate = 0; gate < blocks.length; gate++) {
            for (int unit = 0; unit < vectors[gate].length; unit++) {
                vectors[gate][unit] = blocks[gate][unit][0];
            }
        }
        return vectors;
    }

    private static float[][][] matrices(float[][] vectors) {
        float[][][] blocks = new float[vectors.length][vectors[0].length][1];
        for (int gate = 0; gate < blocks.length; gate++) {
            for (int unit = 0; unit < vectors[gate].length; unit++) {
                blocks[gate][unit][0] = vectors[gate][unit];
            }
        }
        return blocks;
    }

    private static float[] rowMajor(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    /** From [rows, columns], row-major, to [columns][rows]. */
    private static float[][] transposed(float[] matrix, int columns) {
        float[][] transposed = new float[columns][matrix.length / columns];
        for (int i = 0; i < matrix.length; i++) {
            transposed[i % columns][i / columns] = matrix[i];
        }
        return transposed;
    }

    /** Row-major. */
    static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * rows[row].length, rows[row].length);
        }
        return flat;
    }
}
