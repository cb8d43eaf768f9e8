package gatewise.bench.pytorch;

import gatewise.data.ImageSet;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Images in file order as tensors that are ready to use.
 *
 * @param features [batch, steps, columns], pixels / 255
 * @param labels [batch]
 */
record Sequences(List<Tensor> features, List<Tensor> labels) {
    static final int ROWS = 28;
    static final int COLUMNS = 28;

    /** The first so many images in batches; images that do not fill the last batch are left out. */
    static Sequences of(ImageSet images, int count, int batchSize) {
        Sequences sequences = new Sequences(new ArrayList<>(), new ArrayList<>());
        for (int from = 0; from + batchSize <= count; from += batchSize) {
            float[] features = new float[batchSize * ROWS * COLUMNS];
            long[] labels = new long[batchSize];
            for (int b = 0; b < batchSize; b++) {
                write(images.pixels(), images.offset(from + b), features, b * ROWS * COLUMNS);
                labels[b] = images.label(from + b);
            }
            sequences.features.add(Tensor.create(features, batchSize, ROWS, COLUMNS));
            sequences.labels.add(Tensor.create(labels, batchSize));
        }
        return sequences;
    }

    /** Writes one image. */
    static void write(byte[] pixels, int from, float[] features, int to) {
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            features[to + i] = (pixels[from + i] & 0xff) / 255f;
        }
    }
}
