package gatewise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.GateUse;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.explain.CellTrace;
import gatewise.explain.Explainer;
import gatewise.explain.Surgery;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class GateUseTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Dataset data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
    }

    @Test
    void itIsWhatTheExplainerSeesOnTheValidationImages() {
        NetworkSpec spec = Toy.NETWORK.toBuilder()
                .cell(Cell.GRU)
                .hiddenSizes(List.of(7, 4))
                .bidirectional(true)
                .gateBias(2)
                .build();
        MultiLayerNetwork network = Engine.FAST.create(spec, 1, 1);
        List<GateUse> uses = GateMeter.measure(network, spec, data.validationImages());
        assertThat(uses)
                .extracting(use -> use.layer() + " " + use.direction() + " " + use.gate())
                .containsExactly(
                        "1 forward reset",
                        "1 forward update",
                        "1 backward reset",
                        "1 backward update",
                        "2 forward reset",
                        "2 forward update",
                        "2 backward reset",
                        "2 backward update");
        Explainer explainer = new Explainer(network, spec);
        double sum = 0;
        int open = 0;
        int closed = 0;
        int values = 0;
        for (int image = 0; image < data.validation().count(); image++) {
            CellTrace cell = explainer
                    .trace(data.validationImages().image(image), Surgery.NONE)
                    .layers()
                    .get(1)
                    .directions()
                    .get(1);
            for (float[] step : cell.gates().get("update")) {
                for (float value : step) {
                    sum += value;
                    open += value > 0.9f ? 1 : 0;
                    closed += value < 0.1f ? 1 : 0;
                    values++;
                }
            }
        }
        GateUse update = uses.get(7);
        assertThat(values).isEqualTo(data.validation().count() * 6 * 4);
        assertThat(update.mean()).isCloseTo(sum / values, offset(1e-9));
        assertThat(update.open()).isEqualTo((double) open / values);
        assertThat(update.closed()).isEqualTo((double) closed / values);
        assertThat(update.mean()).as("bias 2").isGreaterThan(0.7);
    }

    @Test
    void everyEpochHasItInTheCheckpointUnlessTheCellHasNoGates() {
        Provenance lstm = train(Toy.NETWORK, "lstm");
        assertThat(lstm.progress().history())
                .hasSize(2)
                .allSatisfy(epoch -> assertThat(epoch.gates())
                        .extracting(GateUse::gate)
                        .containsExactly("input", "forget", "output"));
        NetworkSpec simple = Toy.NETWORK.toBuilder().cell(Cell.SIMPLE).build();
        assertThat(train(simple, "simple").progress().history())
                .hasSize(2)
                .allSatisfy(epoch -> assertThat(epoch.gates()).isEmpty());
    }

    @Test
    void aCheckpointFromBeforeItWasMeasuredLoadsAndGoesOn() throws Exception {
        train(Toy.NETWORK, "old");
        RunFolder run = new RunFolder(folder.resolve("old"));
        removeGates(run.last());
        Checkpoint old = Checkpoint.load(run.last(), Engine.FAST, 1);
        assertThat(old.provenance().progress().history())
                .hasSize(2)
                .allSatisfy(epoch -> assertThat(epoch.gates()).isEmpty());
        Checkpoint longer = new Checkpoint(
                old.network(),
                old.provenance()
                        .with(old.provenance().plan().toBuilder().epochs(3).build()));
        List<EpochRecord> history = new Trainer(longer, data, new TrainingObserver() {})
                .run(run)
                .provenance()
                .progress()
                .history();
        assertThat(history).hasSize(3);
        assertThat(history.get(1).gates()).isEmpty();
        assertThat(history.get(2).gates()).hasSize(3);
    }

    private Provenance train(NetworkSpec spec, String name) {
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(2)
                .batchSize(16)
                .shuffle(true)
                .seed(1)
                .build();
        Engine engine = spec.cell() == Cell.SIMPLE ? Engine.STOCK : Engine.FAST;
        Checkpoint start = new Checkpoint(engine.create(spec, 1, 1), Toy.provenance(spec, plan, data, engine));
        new Trainer(start, data, new TrainingObserver() {}).run(new RunFolder(folder.resolve(name)));
        return Checkpoint.provenance(folder.resolve(name).resolve("last.zip"));
    }

    private static void removeGates(Path checkpoint) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + checkpoint.toUri()), Map.of())) {
            Path entry = zip.getPath("gatewise.json");
            JsonNode provenance = JSON.readTree(Files.readString(entry));
            provenance.get("progress").get("history").forEach(epoch -> ((ObjectNode) epoch).remove("gates"));
            String json = JSON.writeValueAsString(provenance);
            assertThat(json).doesNotContain("gates");
            Files.writeString(entry, json);
        }
    }
}
