package gatewise.bench.pytorch;

import gatewise.io.Text;
import gatewise.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Times PyTorch as it is told on standard input, a line a job, and answers each with a line that begins with {@code ok}
 * or {@code error}. It waits, without work, for the next line. N is a network, such as {@code lstm 1 28 1 2}: cell, layers,
 * hidden size, directions, threads to compute with; it is trained on from job to job.
 *
 * <pre>
 * lengths HIDDEN DIRECTIONS THREADS padded|packed 7,9;12,12 -> ok sequences/s loss, of batches of such lengths
 * about                 -> ok version, of PyTorch and its preset
 * train N batches       -> ok images/s loss
 * score N batchSize     -> ok images/s accuracy
 * latency N images      -> ok p50 p99, in microseconds
 * </pre>
 */
@SuppressWarnings("try") // scopes, to which native memory belongs, are opened and closed, not used
public final class PyTorchRival {
    private static final int TRAINING_BATCH = 128;
    private static final int CLASSES = 10;

    private final Dataset data = Dataset.mnist();
    private final Map<String, Network> networks = new HashMap<>();
    private final Map<String, LengthNetwork> lengthNetworks = new HashMap<>();
    private final Map<Integer, Sequences> tests = new HashMap<>();
    private final Sequences training = Sequences.of(data.trainImages(), data.train().count(), TRAINING_BATCH);

    private PyTorchRival() {}

    public static void main(String[] args) throws IOException {
        PyTorchRival rival = new PyTorchRival();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            System.out.println(rival.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        try {
            if (words[0].equals("about")) {
                return "ok " + torch.class.getPackage().getImplementationVersion();
            }
            if (words[0].equals("lengths")) {
                torch.set_num_threads(Integer.parseInt(words[3]));
                double[] figures = lengthNetworks
                        .computeIfAbsent(
                                words[1] + " " + words[2] + " " + words[5],
                                name -> new LengthNetwork(Integer.parseInt(words[1]), words[2].equals("2"), words[5]))
                        .train(words[4].equals("packed"));
                return Text.format("ok %.6f %.6f", figures[0], figures[1]);
            }
            Network network = networks.computeIfAbsent(
                    String.join(" ", Arrays.copyOfRange(words, 1, 6)),
                    name -> new Network(
                            words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4].equals("2")));
            torch.set_num_threads(Integer.parseInt(words[5]));
            int size = Integer.parseInt(words[6]);
            double[] figures = switch (words[0]) {
                case "train" -> train(network, size);
                case "score" -> score(network, size);
                case "latency" -> latency(network, size);
                default -> throw new IllegalArgumentException("unknown job " + words[0]);
            };
            return Text.format("ok %.6f %.6f", figures[0], figures[1]);
        } catch (RuntimeException e) {
            return "error " + e.toString().replace('\n', ' ');
        }
    }

    private double[] train(Network network, int batches) {
        double loss = 0;
        long began = System.nanoTime();
        for (int batch = 0; batch < batches; batch++) {
            loss += network.step(
                    training.features().get(batch), training.labels().get(batch));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new double[] {batches * TRAINING_BATCH / seconds, loss / batches};
    }

    private double[] score(Network network, int batchSize) {
        Sequences test = tests.computeIfAbsent(
                batchSize, size -> Sequences.of(data.testImages(), data.test().count(), size));
        int batches = test.features().size();
        float[][] probabilities = new float[batches][batchSize * CLASSES];
        long began = System.nanoTime();
        try (InferenceMode mode = new InferenceMode()) {
            for (int batch = 0; batch < batches; batch++) {
                try (PointerScope scope = new PointerScope()) {
                    probabilities(network, test.features().get(batch), probabilities[batch]);
                }
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        int images = batches * batchSize;
        long right = IntStream.range(0, images)
                .filter(i -> highest(probabilities[i / batchSize], i % batchSize)
                        == data.test().label(i))
                .count();
        return new double[] {images / seconds, (double) right / images};
    }

    private static void probabilities(Network network, Tensor sequences, float[] probabilities) {
        torch.softmax(network.logits(sequences), 1).data_ptr_float().get(probabilities);
    }

    private static int highest(float[] probabilities, int row) {
        int highest = 0;
        for (int i = 1; i < CLASSES; i++) {
            highest = probabilities[row * CLASSES + i] > probabilities[row * CLASSES + highest] ? i : highest;
        }
        return highest;
    }

    /** From the pixels of an image on the heap to its probabilities on the heap. */
    private double[] latency(Network network, int images) {
        byte[] pixels = data.testImages().pixels();
        float[] features = new float[Sequences.ROWS * Sequences.COLUMNS];
        float[] probabilities = new float[CLASSES];
        long[] nanos = new long[images];
        try (InferenceMode mode = new InferenceMode();
                FloatPointer memory = new FloatPointer(features.length);
                Tensor input = torch.from_blob(memory, 1, Sequences.ROWS, Sequences.COLUMNS)) {
            // As many before, to warm up.
            for (int image = -images; image < images; image++) {
                int offset = data.testImages().offset(Math.floorMod(image, data.test().count()));
                long began = System.nanoTime();
                try (PointerScope scope = new PointerScope()) {
                    Sequences.write(pixels, offset, features, 0);
                    memory.put(features);
                    probabilities(network, input, probabilities);
                }
                nanos[Math.max(0, image)] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos);
        return new double[] {nanos[images / 2] / 1e3, nanos[images * 99 / 100] / 1e3};
    }
}
