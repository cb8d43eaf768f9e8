package gatewise.cpu;

import static gatewise.cpu.PlainStacks.CLASSES;
import static gatewise.cpu.PlainStacks.INPUTS;
import static gatewise.cpu.PlainStacks.STEPS;
import static gatewise.cpu.PlainStacks.builder;
import static gatewise.cpu.PlainStacks.cell;
import static gatewise.cpu.PlainStacks.ended;
import static gatewise.cpu.PlainStacks.fast;
import static gatewise.cpu.PlainStacks.network;
import static gatewise.cpu.PlainStacks.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.backend.TrainingStep;
import gatewise.kernel.KernelKind;
import gatewise.layer.Padding;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks that are trained without DL4J's layers, held against those that are. */
class PlainNetworkTest {

    private static INDArray x(Random random, int batch, int steps) {
        float[] values = new float[batch * INPUTS * steps];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, new long[] {batch, INPUTS, steps}, 'f');
    }

    private static INDArray labels(Random random, int batch) {
        INDArray labels = Nd4j.zeros(batch, CLASSES);
        for (int row = 0; row < batch; row++) {
            labels.putScalar(row, random.nextInt(CLASSES), 1);
        }
        return labels;
    }

    static Stream<Arguments> stacks() {
        return Stream.of("simple", "lstm", "gru", "gru after")
                .flatMap(cell -> Stream.of(1, 2, 3)
                        .flatMap(layers -> Stream.of(KernelKind.values())
                                .filter(kind -> kind == KernelKind.OPENBLAS || !cell.equals("simple"))
                                .map(kind -> Arguments.of(cell, layers, kind))));
    }

    /** Batches of many shapes one after the other, also such as leave a thread without rows. */
    @ParameterizedTest(name = "{1} of {0} by {2}")
    @MethodSource("stacks")
    void trainsAsDl4jDoes(String cell, int layers, KernelKind kind) {
        assumeTrue(kind.obstacle().isEmpty(), () -> kind.obstacle().orElse(""));
        MultiLayerConfiguration portable = stack(builder(), cell, layers);
        for (int threads : new int[] {1, 2, 3}) {
            MultiLayerNetwork expected = network(portable);
            MultiLayerNetwork actual = fast(portable, kind, threads);
            TrainingStep step = new CpuAccelerator(kind).trainingStep(actual);
            assertThat(PlainNetwork.of(actual)).isPresent();
            Random random = new Random(threads);
            for (int batch : new int[] {37, 1, 64, 9}) {
                INDArray x = x(random, batch, batch == 9 ? 1 : STEPS);
                INDArray labels = labels(random, batch);
                expected.fit(x, labels);
                assertThat(step.fit(x, labels))
                        .as("loss of %s rows by %s threads", batch, threads)
                        .isCloseTo(expected.score(), within(1e-5));
                assertThat(actual.score()).isCloseTo(expected.score(), within(1e-5));
                double off =
                        actual.params().sub(expected.params()).norm2Number().doubleValue();
                assertThat(off).as("parameters after %s rows", batch).isLessThan(1e-3);
            }
        }
    }

    /** Runs that the layers began go on to the same bits, where each thread has whole vectors of rows. */
    @ParameterizedTest(name = "{1} of {0} by {2}")
    @MethodSource("stacks")
    void gradientsAreThoseOfTheLayersToTheBit(String cell, int layers, KernelKind kind) {
        assumeTrue(kind.obstacle().isEmpty(), () -> kind.obstacle().orElse(""));
        for (int threads : new int[] {1, 2, 4}) {
            MultiLayerNetwork network = fast(stack(builder(), cell, layers), kind, threads);
            new CpuAccelerator(kind).trainingStep(network);
            PlainNetwork plain = PlainNetwork.of(network).orElseThrow();
            Random random = new Random(threads);
            for (int batch : new int[] {128, 64, 192}) {
                INDArray x = x(random, batch, STEPS);
                INDArray labels = labels(random, batch);
                network.setInput(x);
                network.setLabels(labels);
                network.computeGradientAndScore();
                INDArray expected = network.getFlattenedGradients().dup();
                network.getFlattenedGradients().assign(Float.NaN);
                Padding padding = plain.padding(x, labels, null).orElseThrow();
                double loss = plain.lossAndGradients(x, labels, padding);
                assertThat(loss / batch).isCloseTo(network.score(), within(1e-6));
                assertThat(network.getFlattenedGradients().dup().data().asFloat())
                        .as("%s rows by %s threads", batch, threads)
                        .containsExactly(expected.data().asFloat());
            }
        }
    }

    /** Each parameter by the updater that it has. */
    @Test
    void updatesByEachUpdater() {
        LSTM lstm = ((LSTM.Builder) cell("lstm", INPUTS))
                .updater(new Adam(0.02))
                .biasUpdater(new Sgd(0.5))
                .build();
        MultiLayerConfiguration portable = ended(lstm);
        MultiLayerNetwork expected = network(portable);
        MultiLayerNetwork actual = fast(portable, KernelKind.OPENBLAS, 2);
        TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(actual);
        Random random = new Random(2);
        for (int i = 0; i < 5; i++) {
            INDArray x = x(random, 40, STEPS);
            INDArray labels = labels(random, 40);
            expected.fit(x, labels);
            step.fit(x, labels);
        }
        assertThat(actual.params().distance2(expected.params())).isLessThan(1e-3);
    }

    @Test
    void doesWithoutTheLayersAndFollowsTheMemory() {
        MultiLayerNetwork network = fast(stack(builder(), "lstm", 2), KernelKind.OPENBLAS, 2);
        TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(network);
        INDArray x = x(new Random(1), 20, STEPS);
        step.fit(x, labels(new Random(1), 20));
        assertThat(network.gradient()).as("what the layers leave").isNull();
        PlainNetwork plain = PlainNetwork.of(network).orElseThrow();
        assertThat(plain.isOf(network)).isTrue();
        network.initGradientsView();
        assertThat(plain.isOf(network)).as("other gradients").isFalse();
        network.params().close();
        assertThat(PlainNetwork.of(network)).as("no parameters").isEmpty();
        assertThatThrownBy(() -> step.fit(x, labels(new Random(1), 20))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void gradientsInOtherMemoryAreFollowed() {
        float[][] parameters = new float[2][];
        for (int run = 0; run < 2; run++) {
            MultiLayerNetwork network = fast(stack(builder(), "gru", 1), KernelKind.OPENBLAS, 2);
            TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(network);
            Random random = new Random(1);
            for (int i = 0; i < 3; i++) {
                step.fit(x(random, 64, STEPS), labels(random, 64));
                if (run == 1) {
                    network.initGradientsView();
                }
            }
            parameters[run] = network.params().data().asFloat();
        }
        assertThat(parameters[1]).containsExactly(parameters[0]);
    }

    @Test
    void sameBitsForTheSameThreads() {
        MultiLayerConfiguration portable = stack(builder(), "lstm", 2);
        float[][] parameters = new float[2][];
        for (int run = 0; run < 2; run++) {
            MultiLayerNetwork network = fast(portable, KernelKind.OPENBLAS, 2);
            TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(network);
            Random random = new Random(1);
            for (int i = 0; i < 20; i++) {
                step.fit(x(random, 50, STEPS), labels(random, 50));
            }
            parameters[run] = network.params().data().asFloat();
        }
        assertThat(parameters[0]).containsExactly(parameters[1]);
    }

    /** In rows and in columns, of whole numbers too. */
    @Test
    void takesAnyFormOfArrays() {
        MultiLayerConfiguration portable = stack(builder().updater(new Adam(0.01)), "gru", 1);
        MultiLayerNetwork columns = fast(portable, KernelKind.OPENBLAS, 2);
        MultiLayerNetwork rows = fast(portable, KernelKind.OPENBLAS, 2);
        INDArray x = x(new Random(1), 20, STEPS);
        INDArray labels = labels(new Random(1), 20);
        double expected =
                new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(columns).fit(x, labels.dup('f'));
        INDArray whole = labels.dup('c').castTo(DataType.INT32);
        assertThat(new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(rows).fit(x.dup('c'), whole))
                .isEqualTo(expected);
        assertThat(rows.params()).isEqualTo(columns.params());
    }

    @Test
    void parametersThatAreSetAreTrained() {
        MultiLayerConfiguration portable = stack(builder(), "lstm", 1);
        MultiLayerNetwork network = fast(portable, KernelKind.OPENBLAS, 2);
        TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(network);
        INDArray x = x(new Random(1), 20, STEPS);
        INDArray labels = labels(new Random(1), 20);
        double first = step.fit(x, labels);
        INDArray trained = network.params().dup();
        network.setParams(fast(portable, KernelKind.OPENBLAS, 2).params());
        assertThat(step.fit(x, labels)).isEqualTo(first);
        network.setParams(trained);
        double second = step.fit(x, labels);
        assertThat(second).isLessThan(first);
    }
}
