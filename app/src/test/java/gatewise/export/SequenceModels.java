package gatewise.export;

import gatewise.data.Task;
import gatewise.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Models of sequences as this application writes them, made without a backend. */
public final class SequenceModels {
    private SequenceModels() {}

    /** One of each cell, depth and direction, the tasks in turn. */
    public static List<byte[]> originals() {
        List<byte[]> models = new ArrayList<>();
        for (NetworkSpec kind : EveryKind.specs().toList()) {
            Task task = Task.values()[models.size() * 5 / 4 % Task.values().length];
            List<Integer> sizes = kind.hiddenSizes().stream().map(size -> 3).toList();
            NetworkSpec spec =
                    SequenceKinds.spec(kind.toBuilder().hiddenSizes(sizes).build(), task);
            models.add(OnnxExport.of(weights(spec), SequenceKinds.form(task), "test", SequenceKinds.metadata(spec)));
        }
        return models;
    }

    private static NetworkWeights weights(NetworkSpec spec) {
        Random random = new Random(1);
        int directions = spec.bidirectional() ? 2 : 1;
        int gates = spec.cell().gates().size();
        List<List<CellWeights>> cells = new ArrayList<>();
        for (int layer = 0; layer < spec.hiddenSizes().size(); layer++) {
            List<CellWeights> layerCells = new ArrayList<>();
            int units = spec.hiddenSizes().get(layer);
            for (int direction = 0; direction < directions; direction++) {
                layerCells.add(new CellWeights(
                        blocks(random, gates, units, spec.inputSize(layer)),
                        blocks(random, gates, units, units),
                        rows(random, gates, units),
                        spec.resetAfter() ? rows(random, gates, units) : null));
            }
            cells.add(layerCells);
        }
        int last = spec.hiddenSizes().get(spec.hiddenSizes().size() - 1);
        return new NetworkWeights(
                spec, cells, rows(random, spec.classes(), directions * last), rows(random, 1, spec.classes())[0]);
    }

    private static float[][][] blocks(Random random, int count, int rows, int columns) {
        float[][][] blocks = new float[count][][];
        for (int i = 0; i < count; i++) {
            blocks[i] = rows(random, rows, columns);
        }
        return blocks;
    }

    private static float[][] rows(Random random, int count, int columns) {
        float[][] rows = new float[count][columns];
        for (float[] row : rows) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
