package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.testing.Toy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A good checkpoint, and what is said of the bad ones that are made of it. */
abstract class CheckpointCase {
    static final NetworkSpec SPEC = NetworkSpec.tutorial().toBuilder()
            .inputSize(5)
            .timeSteps(6)
            .classes(3)
            .hiddenSizes(List.of(4))
            .build();

    @TempDir
    Path folder;

    Path file;
    /** As they were written. */
    Map<String, byte[]> good;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("model.zip");
        write(file, SPEC);
        good = ZipBytes.entries(Files.readAllBytes(file));
    }

    static MultiLayerNetwork write(Path file, NetworkSpec spec) {
        MultiLayerNetwork network = Engine.PORTABLE.create(spec, 1, 1);
        new Checkpoint(network, provenance(spec)).save(file);
        return network;
    }

    static Provenance provenance(NetworkSpec spec) {
        return Toy.afterAnEpoch(new Provenance(
                new Provenance.Software("test", "test", "test", "cpu"),
                "2026-01-01T00:00:00Z",
                spec,
                new Provenance.Data(
                        "toy",
                        "toy",
                        "0".repeat(64),
                        new Provenance.Data.Training(220, null),
                        IntStream.range(0, spec.classes())
                                .mapToObj(label -> Character.toString('a' + label))
                                .toList()),
                new Origin.Trained(TrainingPlan.TUTORIAL, Engine.PORTABLE, 1, Progress.START)));
    }

    /** The good one with an entry changed; null takes it out. */
    void change(String entry, UnaryOperator<byte[]> change) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>(good);
        byte[] changed = change.apply(entries.get(entry));
        if (changed == null) {
            entries.remove(entry);
        } else {
            entries.put(entry, changed);
        }
        Files.write(file, ZipBytes.zip(entries));
    }

    void changeText(String entry, String found, String replacement) throws Exception {
        change(entry, content -> {
            String text = new String(content, StandardCharsets.UTF_8);
            assertThat(text).contains(found);
            return text.replace(found, replacement).getBytes(StandardCharsets.UTF_8);
        });
    }

    Checkpoint load() {
        return Checkpoint.load(file, Engine.PORTABLE, 1);
    }

    /** In one line, as wrong use. */
    void isRefused(String... words) {
        assertThatThrownBy(this::load).isInstanceOfSatisfying(UserError.class, e -> {
            assertThat(e.getMessage()).contains(file.toString()).contains(words);
            assertThat(e.getMessage().lines()).hasSize(1);
            assertThat(e.getMessage()).hasSizeLessThan(file.toString().length() + 450);
            assertThat(e.exitCode()).isEqualTo(2);
        });
    }
}
