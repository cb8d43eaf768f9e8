package gatewise.bench.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** An LSTM trained on sequences of unequal lengths, which are filled up or packed. */
@SuppressWarnings("try") // scopes, to which native memory belongs, are opened and closed, not used
final class LengthNetwork {
    private static final int FEATURES = 12;
    private static final int CLASSES = 9;

    private final int hiddenSize;
    private final boolean bothDirections;
    private final LSTMImpl lstm;
    private final LinearImpl head;
    private final RMSprop optimizer;
    private final List<Batch> batches = new ArrayList<>();

    /** Sequences [batch, steps, features], the place of each one's last step for the gather, lengths and classes [batch]. */
    private record Batch(Tensor sequences, Tensor ends, Tensor lengths, Tensor labels) {}

    /** @param batches lengths, batches between semicolons */
    LengthNetwork(int hiddenSize, boolean bothDirections, String batches) {
        this.hiddenSize = hiddenSize;
        this.bothDirections = bothDirections;
        torch.manual_seed(1);
        LSTMOptions options = new LSTMOptions(FEATURES, hiddenSize);
        options.batch_first().put(true);
        options.bidirectional().put(bothDirections);
        lstm = new LSTMImpl(options);
        head = new LinearImpl(bothDirections ? 2L * hiddenSize : hiddenSize, CLASSES);
        TensorVector parameters = new TensorVector();
        for (TensorVector own : List.of(lstm.parameters(), head.parameters())) {
            for (long i = 0; i < own.size(); i++) {
                parameters.push_back(own.get(i));
            }
        }
        RMSpropOptions rates = new RMSpropOptions(0.001);
        rates.alpha().put(0.9);
        rates.eps().put(1e-10);
        optimizer = new RMSprop(parameters, rates);
        Random random = new Random(4);
        for (String lengths : batches.split(";")) {
            this.batches.add(batch(
                    Arrays.stream(lengths.split(",")).mapToLong(Long::parseLong).toArray(), random));
        }
    }

    private Batch batch(long[] lengths, Random random) {
        int steps = (int) Arrays.stream(lengths).max().getAsLong();
        float[] features = new float[lengths.length * steps * FEATURES];
        long[] labels = new long[lengths.length];
        long[] ends = new long[lengths.length * hiddenSize];
        for (int row = 0; row < lengths.length; row++) {
            labels[row] = random.nextInt(CLASSES);
            Arrays.fill(ends, row * hiddenSize, (row + 1) * hiddenSize, lengths[row] - 1);
            for (int i = 0; i < lengths[row] * FEATURES; i++) {
                features[row * steps * FEATURES + i] = (float) random.nextGaussian();
            }
        }
        return new Batch(
                Tensor.create(features, lengths.length, steps, FEATURES),
                Tensor.create(ends, lengths.length, 1, hiddenSize),
                Tensor.create(lengths, lengths.length),
                Tensor.create(labels, lengths.length));
    }

    /** Sequences a second over all batches, and the mean loss. */
    double[] train(boolean packed) {
        double loss = 0;
        long sequences = 0;
        long began = System.nanoTime();
        for (Batch batch : batches) {
            loss += step(batch, packed);
            sequences += batch.labels().size(0);
        }
        return new double[] {sequences / ((System.nanoTime() - began) / 1e9), loss / batches.size()};
    }

    private double step(Batch batch, boolean packed) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor loss = torch.cross_entropy(head.forward(packed ? packed(batch) : padded(batch)), batch.labels());
            loss.backward();
            optimizer.step();
            return loss.item_float();
        }
    }

    private Tensor packed(Batch batch) {
        Tensor ends = lstm.forward_with_packed_input(
                        torch.pack_padded_sequence(batch.sequences(), batch.lengths(), true, false))
                .get1()
                .get0();
        return ends.transpose(0, 1).reshape(batch.labels().size(0), bothDirections ? 2L * hiddenSize : hiddenSize);
    }

    /** The backward direction begins in the filling, as it does for all who do not pack. */
    private Tensor padded(Batch batch) {
        Tensor outputs = lstm.forward(batch.sequences()).get0();
        Tensor forward = outputs.narrow(2, 0, hiddenSize).gather(1, batch.ends()).select(1, 0);
        return bothDirections
                ? torch.cat(new TensorVector(forward, outputs.narrow(2, hiddenSize, hiddenSize).select(1, 0)), 1)
                : forward;
    }
}
