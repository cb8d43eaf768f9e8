package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.network.Cell;
import gatewise.network.GradientClipping;
import gatewise.network.Initializer;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is, bit for bit, what DL4J's own reader reads of the same file. */
@RequiresBackend
class StoredNetworkTest extends CheckpointCase {

    private static void isReadAlike(Path file, Engine engine) throws Exception {
        MultiLayerNetwork own = Checkpoint.load(file, engine, 1).network();
        MultiLayerNetwork plain = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        assertThat(own.params().dup().data().asFloat())
                .isEqualTo(plain.params().dup().data().asFloat());
        assertThat(own.params().shape()).isEqualTo(plain.params().shape());
        if (plain.getUpdater().getStateViewArray() == null) {
            assertThat(own.getUpdater().getStateViewArray()).isNull();
        } else {
            assertThat(own.getUpdater().getStateViewArray().dup().data().asFloat())
                    .isEqualTo(
                            plain.getUpdater().getStateViewArray().dup().data().asFloat());
        }
        assertThat(own.getLayerWiseConfigurations().getIterationCount())
                .isEqualTo(plain.getLayerWiseConfigurations().getIterationCount());
        assertThat(own.getLayerWiseConfigurations().getEpochCount())
                .isEqualTo(plain.getLayerWiseConfigurations().getEpochCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm-28", "gru-28", "lstm-28-28"})
    void ofTheTrainedNetworks(String name) throws Exception {
        Path trained = Path.of("../docs/models", name + ".zip");
        isReadAlike(trained, Engine.FAST);
        isReadAlike(trained, Engine.PORTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "SIMPLE"})
    void ofEveryKindOfNetwork(Cell cell) throws Exception {
        List<Optimizer> optimizers = List.of(
                Optimizer.named("sgd", 0.1),
                Optimizer.named("adam", 0.01),
                Optimizer.named("rmsprop", 1.0 / 3),
                new Optimizer.RmsProp(1e23, 0.9, 2e-3, 1.0));
        for (boolean bidirectional : new boolean[] {false, true}) {
            for (List<Integer> sizes : List.of(List.of(4), List.of(4, 3), List.of(2, 3, 2))) {
                for (Optimizer optimizer : optimizers) {
                    NetworkSpec spec = SPEC.toBuilder()
                            .cell(cell)
                            .bidirectional(bidirectional)
                            .hiddenSizes(sizes)
                            .optimizer(optimizer)
                            .dropout(sizes.size() == 2 ? 0.3 : 0)
                            .resetAfter(cell == Cell.GRU && bidirectional)
                            .l2(sizes.size() == 3 ? 1e-4 : 0)
                            .clipping(new GradientClipping(
                                    GradientClipping.Type.values()[sizes.size() - 1], sizes.size() - 1))
                            .kernel(new Initializer(Initializer.Type.values()[sizes.size()], null))
                            .build();
                    MultiLayerNetwork network = write(file, spec);
                    isReadAlike(file, Engine.common(spec));
                    assertThat(load().network().params()).isEqualTo(network.params());
                }
            }
        }
    }

    /** Java 19 and later write some doubles in fewer digits. */
    @Test
    void ofAConfigurationThatAnotherJavaWrote() throws Exception {
        changeText("configuration.json", "1.0E-10", "0.00000000010");
        changeText("configuration.json", "\"biasInit\" : 0.0", "\"biasInit\" : 0");
        isReadAlike(file, Engine.PORTABLE);
    }

    @Test
    void ofAnyCountOfStepsUpToThoseOfItsProgress() throws Exception {
        long steps = RunCheck.steps(provenance(SPEC));
        assertThat(steps).isPositive();
        changeCount(steps);
        isReadAlike(file, Engine.PORTABLE);
        assertThat(load().network().getLayerWiseConfigurations().getIterationCount())
                .isEqualTo((int) steps);
        for (long more : new long[] {steps + 1, Integer.MAX_VALUE}) {
            changeCount(more);
            isRefused("iterationCount is " + more + ", expected at most the " + steps + " of its progress");
        }
    }

    private void changeCount(long steps) throws Exception {
        change("configuration.json", content -> {
            String text = new String(content);
            int place = text.lastIndexOf("\"iterationCount\" : 0");
            return (text.substring(0, place) + "\"iterationCount\" : " + steps
                            + text.substring(place + "\"iterationCount\" : 0".length()))
                    .getBytes();
        });
    }

    /** Versions wrote different seeds for these. */
    @Test
    void ofAnImportedNetworkWithAnySeed() throws Exception {
        Provenance imported = Provenance.imported(SPEC, provenance(SPEC).data(), "model.onnx");
        new Checkpoint(Engine.PORTABLE.create(SPEC, 1, 1), imported).save(file);
        good = ZipBytes.entries(Files.readAllBytes(file));
        isReadAlike(file, Engine.PORTABLE);
        for (String seed : List.of("1", "-9223372036854775808", "9223372036854775807")) {
            changeText("configuration.json", "\"seed\" : 0", "\"seed\" : " + seed);
            isReadAlike(file, Engine.PORTABLE);
        }
        changeText("configuration.json", "\"seed\" : 0", "\"seed\" : \"0\"");
        isRefused("confs[0].seed is \"0\", expected 0");
    }
}
