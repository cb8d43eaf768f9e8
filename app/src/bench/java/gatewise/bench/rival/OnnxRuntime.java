package gatewise.bench.rival;

import gatewise.io.Text;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import gatewise.bench.SingleImage;
import gatewise.bench.Variant;
import gatewise.bench.Variant.Sample;
import gatewise.bench.Work;
import gatewise.data.ImageSet;
import gatewise.export.NetworkWeights;
import gatewise.export.OnnxExport;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Scores;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** ONNX Runtime on the CPU, with the weights of a network as they are when it measures. */
public final class OnnxRuntime {
    private final NetworkSpec spec;
    private final Supplier<MultiLayerNetwork> network;
    private final ImageSet test;

    /** @param test to score and to answer for */
    public OnnxRuntime(NetworkSpec spec, Supplier<MultiLayerNetwork> network, ImageSet test) {
        this.spec = spec;
        this.network = network;
        this.test = test;
    }

    public static String version() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    public List<Variant> scoring(int batchSize) {
        return variants(", batches of " + batchSize, threads -> score(threads, batchSize));
    }

    public List<Variant> latency(int images) {
        return variants("", threads -> latency(threads, images));
    }

    /** The probabilities of the first so many test images, [images][classes]. */
    public float[][] probabilities(int images) {
        return run(1, (session, environment) -> {
            try (Batch batch = new Batch(environment, images)) {
                batch.read(test, 0);
                return batch.run(session);
            }
        });
    }

    private List<Variant> variants(String suffix, IntFunction<Sample> work) {
        return IntStream.rangeClosed(1, Math.min(2, Runtime.getRuntime().availableProcessors()))
                .<Variant>mapToObj(threads -> new Work(
                        Text.format("%d thread%s%s", threads, threads == 1 ? "" : "s", suffix), () -> work.apply(threads)))
                .toList();
    }

    private Sample score(int threads, int batchSize) {
        int count = test.count() / batchSize;
        return run(threads, (session, environment) -> {
            Batch[] batches = new Batch[count];
            float[][][] probabilities = new float[count][][];
            for (int i = 0; i < count; i++) {
                batches[i] = new Batch(environment, batchSize);
                batches[i].read(test, i * batchSize);
            }
            batches[0].run(session);
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                probabilities[i] = batches[i].run(session);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            for (Batch batch : batches) {
                batch.close();
            }
            int images = count * batchSize;
            long right = IntStream.range(0, images)
                    .filter(i -> Scores.highest(probabilities[i / batchSize][i % batchSize]) == test.label(i))
                    .count();
            return new Sample(Text.format("accuracy %.4f", (double) right / images), images / seconds);
        });
    }

    private Sample latency(int threads, int images) {
        return run(threads, (session, environment) -> {
            try (Batch one = new Batch(environment, 1)) {
                SingleImage single = pixels -> {
                    one.read(pixels);
                    try {
                        return one.run(session)[0];
                    } catch (OrtException e) {
                        throw new IllegalStateException(e);
                    }
                };
                return single.latency(test, images);
            }
        });
    }

    private interface Job<T> {
        T run(OrtSession session, OrtEnvironment environment) throws OrtException;
    }

    /** In a session of its own, so that no threads wait busily afterwards. */
    private <T> T run(int threads, Job<T> job) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            try (OrtSession session = environment.createSession(model(), options)) {
                return job.run(session, environment);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] model() {
        return OnnxExport.of(NetworkWeights.of(network.get(), spec), OnnxExport.Layout.STEPS_FIRST, "", Map.of());
    }

    /** Memory for the inputs and outputs of a batch, used again and again. */
    private final class Batch implements AutoCloseable {
        private final int size;
        private final int steps = spec.timeSteps();
        private final int columns = spec.inputSize();
        private final float[] values;
        private final FloatBuffer features;
        private final FloatBuffer outputs;
        private final OnnxTensor input;
        private final OnnxTensor output;

        Batch(OrtEnvironment environment, int size) throws OrtException {
            this.size = size;
            this.values = new float[steps * size * columns];
            this.features = direct(values.length);
            this.outputs = direct(size * spec.classes());
            this.input = OnnxTensor.createTensor(environment, features, new long[] {steps, size, columns});
            this.output = OnnxTensor.createTensor(environment, outputs, new long[] {size, spec.classes()});
        }

        private static FloatBuffer direct(int length) {
            return ByteBuffer.allocateDirect(Float.BYTES * length)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        /** Images from..from + size - 1 as [steps, size, columns]. */
        void read(ImageSet images, int from) {
            for (int b = 0; b < size; b++) {
                write(images.image(from + b), b);
            }
            features.put(0, values);
        }

        /** The one image of a batch of one. */
        void read(byte[] pixels) {
            write(pixels, 0);
            features.put(0, values);
        }

        private void write(byte[] pixels, int b) {
            for (int step = 0; step < steps; step++) {
                int to = (step * size + b) * columns;
                for (int column = 0; column < columns; column++) {
                    values[to + column] = (pixels[step * columns + column] & 0xff) / 255f;
                }
            }
        }

        float[][] run(OrtSession session) throws OrtException {
            session.run(Map.of(OnnxExport.INPUT, input), Map.of(OnnxExport.OUTPUT, output))
                    .close();
            float[][] probabilities = new float[size][spec.classes()];
            for (int b = 0; b < size; b++) {
                outputs.get(b * spec.classes(), probabilities[b]);
            }
            return probabilities;
        }

        @Override
        public void close() {
            input.close();
            output.close();
        }
    }
}
