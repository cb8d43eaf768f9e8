package gatewise.bench;

import gatewise.backend.TrainingStep;
import gatewise.bench.Variant.Sample;
import gatewise.io.Text;
import gatewise.layer.BidirectionalEnd;
import gatewise.machine.ActiveBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Training on sequences of 12 features and unequal lengths, in batches of 128 of like lengths, the longest first,
 * each filled up to that.
 *
 * @param title of the contest
 * @param hiddenSize of the LSTM
 * @param bothDirections whether there are two
 * @param batches the lengths of the sequences of each batch
 */
record LengthWork(String title, int hiddenSize, boolean bothDirections, List<int[]> batches) {
    static final int FEATURES = 12;
    static final int CLASSES = 9;
    private static final int BATCH = 128;
    private static final int SEQUENCES = 20_000;
    private static final int LONG_SEQUENCES = 2_560;
    private static final int WARM_UP_TIME_STEPS = 25_000;

    /** How many sequences of each length JapaneseVowels has, from 7 steps on. */
    private static final int[] JAPANESE_VOWELS = {
        1, 0, 2, 10, 18, 22, 21, 22, 41, 28, 27, 22, 13, 8, 14, 5, 11, 2, 2, 1, 1, 1, 1
    };

    static List<LengthWork> all() {
        List<int[]> spoken = batches(
                new Random(1).ints(SEQUENCES, 0, Arrays.stream(JAPANESE_VOWELS).sum())
                        .map(LengthWork::spoken)
                        .toArray());
        List<int[]> wide = batches(new Random(2).ints(LONG_SEQUENCES, 10, 501).toArray());
        return List.of(
                new LengthWork("training LSTM-100, lengths 7 to 29", 100, false, spoken),
                new LengthWork("training LSTM-28, lengths 7 to 29", 28, false, spoken),
                new LengthWork("training LSTM-100 in both directions, lengths 7 to 29", 100, true, spoken),
                new LengthWork("training LSTM-100, lengths 10 to 500", 100, false, wide));
    }

    private static int spoken(int at) {
        int length = 0;
        int rest = at;
        while (rest >= JAPANESE_VOWELS[length]) {
            rest -= JAPANESE_VOWELS[length++];
        }
        return 7 + length;
    }

    /** Of like lengths, in an order of chance; the shortest, which do not fill a batch, are left out. */
    private static List<int[]> batches(int[] lengths) {
        Arrays.setAll(lengths, i -> -lengths[i]);
        Arrays.sort(lengths);
        Arrays.setAll(lengths, i -> -lengths[i]);
        List<int[]> batches = new ArrayList<>(IntStream.range(0, lengths.length / BATCH)
                .mapToObj(batch -> Arrays.copyOfRange(lengths, batch * BATCH, (batch + 1) * BATCH))
                .toList());
        Collections.shuffle(batches, new Random(3));
        return batches;
    }

    /** Some of the batches, one of all lengths' middle where they are long. */
    List<int[]> few() {
        boolean areLong = batches.stream().anyMatch(batch -> batch[0] > 100);
        List<int[]> sorted = new ArrayList<>(batches);
        sorted.sort(Comparator.comparingInt(batch -> batch[0]));
        return areLong ? List.of(sorted.get(sorted.size() / 2)) : batches.subList(0, 30);
    }

    /** What the application does, with masks, and the same where the filling is computed. */
    List<Competitor> ours(int threads) {
        MultiLayerNetwork network = new MultiLayerNetwork(
                ActiveBackend.get().accelerator().orElseThrow().accelerated(configuration(), threads));
        network.init();
        TrainingStep step = ActiveBackend.get().accelerator().orElseThrow().trainingStep(network);
        List<INDArray[]> data = new ArrayList<>();
        Random random = new Random(4);
        batches.forEach(lengths -> data.add(batch(lengths, random)));
        // Java's compiler needs some thousand time steps, of which a training has many more.
        int stepsOfAll =
                batches.stream().mapToInt(lengths -> lengths[0]).sum();
        for (int steps = 0; steps < WARM_UP_TIME_STEPS; steps += stepsOfAll) {
            train(step, data, true);
        }
        String name = "threads: " + threads;
        return List.of(
                new Competitor(Engine.OURS, List.of(new Work(name, () -> train(step, data, true)))),
                new Competitor("without masks", List.of(new Work(name, () -> train(step, data, false)))));
    }

    private static Sample train(TrainingStep step, List<INDArray[]> data, boolean masked) {
        double loss = 0;
        long began = System.nanoTime();
        for (INDArray[] batch : data) {
            loss += step.fit(batch[0], batch[1], masked ? batch[2] : null, null);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Sample(Text.format("loss %.3f", loss / data.size()), data.size() * BATCH / seconds);
    }

    private MultiLayerConfiguration configuration() {
        LSTM lstm = new LSTM.Builder()
                .nIn(FEATURES)
                .nOut(hiddenSize)
                .activation(Activation.TANH)
                .build();
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new RmsProp(0.001, 0.9, 1e-10))
                .list(
                        bothDirections
                                ? new BidirectionalEnd(new Bidirectional(Bidirectional.Mode.CONCAT, lstm))
                                : new LastTimeStep(lstm),
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(bothDirections ? 2 * hiddenSize : hiddenSize)
                                .nOut(CLASSES)
                                .activation(Activation.SOFTMAX)
                                .build())
                .build();
    }

    /** Features, labels and mask. */
    private static INDArray[] batch(int[] lengths, Random random) {
        int steps = lengths[0];
        float[] features = new float[BATCH * FEATURES * steps];
        INDArray labels = Nd4j.create(new long[] {BATCH, CLASSES}, 'f');
        float[] mask = new float[BATCH * steps];
        for (int row = 0; row < BATCH; row++) {
            labels.putScalar(row, random.nextInt(CLASSES), 1);
            for (int t = 0; t < lengths[row]; t++) {
                mask[row * steps + t] = 1;
                for (int i = 0; i < FEATURES; i++) {
                    features[row + BATCH * (i + FEATURES * t)] = (float) random.nextGaussian();
                }
            }
        }
        return new INDArray[] {
            Nd4j.create(features, new long[] {BATCH, FEATURES, steps}, 'f'),
            labels,
            Nd4j.create(mask, new long[] {BATCH, steps}, 'c')
        };
    }
}
