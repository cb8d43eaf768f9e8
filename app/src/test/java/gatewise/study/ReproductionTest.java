package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.training.RunFolder;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresBackend
class ReproductionTest {
    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(4)
            .batchSize(16)
            .shuffle(true)
            .seed(3)
            .build();

    @TempDir
    Path folder;

    private Dataset data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
    }

    private RunFolder train(NetworkSpec spec, TrainingPlan plan, Engine engine, int stopAfter) {
        RunFolder run = new RunFolder(folder.resolve("run" + System.nanoTime()));
        int[] done = {0};
        Trainer[] trainer = new Trainer[1];
        Checkpoint start =
                new Checkpoint(engine.create(spec, plan.seed(), 1), Toy.provenance(spec, plan, data, engine));
        trainer[0] = new Trainer(start, data, new TrainingObserver() {
            @Override
            public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
                if (++done[0] == stopAfter) {
                    trainer[0].stop();
                }
            }
        });
        trainer[0].run(run);
        return run;
    }

    private Reproduction.Outcome reproduce(Path checkpoint) {
        return new Reproduction(checkpoint, data).run(new TrainingObserver() {}).orElseThrow();
    }

    private void agrees(Path checkpoint) {
        Reproduction.Outcome outcome = reproduce(checkpoint);
        assertThat(outcome.agrees()).isTrue();
        assertThat(outcome.largestDifference()).isZero();
        assertThat(outcome.reproducedScore()).isEqualTo(outcome.score());
        assertThat(outcome.parameters())
                .isEqualTo(Checkpoint.provenance(checkpoint).network().parameters());
    }

    @Test
    void lastAndBestAreReproducedWithAllThatIsDrawn() {
        NetworkSpec dropping = Toy.NETWORK.toBuilder().dropout(0.2).build();
        RunFolder run = train(
                dropping, PLAN.toBuilder().schedule(Schedule.COSINE).shift(1).build(), Engine.FAST, 0);
        agrees(run.last());
        agrees(run.best());
        RunFolder simple = train(Toy.NETWORK.toBuilder().cell(Cell.SIMPLE).build(), PLAN, Engine.STOCK, 0);
        agrees(simple.last());
    }

    @Test
    void aCheckpointOfARunThatWasStoppedIsReproduced() {
        agrees(train(Toy.NETWORK, PLAN, Engine.FAST, 18).last());
        agrees(train(Toy.NETWORK, PLAN, Engine.FAST, 26).last());
    }

    @Test
    void boundsOnTimeAndPatienceDoNotCount() {
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(1000)
                .batchSize(16)
                .shuffle(true)
                .seed(1)
                .seconds(0.2)
                .build();
        RunFolder run = train(Toy.NETWORK, plan, Engine.FAST, 0);
        assertThat(Checkpoint.provenance(run.last()).progress().epochs()).isLessThan(1000);
        agrees(run.last());

        RunFolder longer = train(Toy.NETWORK, PLAN, Engine.FAST, 0);
        Checkpoint end = Checkpoint.load(longer.last(), Engine.FAST, 1);
        new Checkpoint(
                        end.network(),
                        end.provenance().with(PLAN.toBuilder().patience(1).build()))
                .save(longer.last());
        agrees(longer.last());
    }

    @Test
    void oneOtherBitIsSeen() {
        RunFolder run = train(Toy.NETWORK, PLAN, Engine.FAST, 0);
        Checkpoint end = Checkpoint.load(run.last(), Engine.FAST, 1);
        float value = end.network().params().getFloat(7);
        end.network().params().putScalar(7, Math.nextUp(value));
        end.save(run.last());
        Reproduction.Outcome outcome = reproduce(run.last());
        assertThat(outcome.agrees()).isFalse();
        assertThat(outcome.differing()).isEqualTo(1);
        assertThat(outcome.largestDifference()).isEqualTo((double) Math.nextUp(value) - value);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stoppedOrNotItLeavesNothing(boolean stop) throws Exception {
        RunFolder run = train(Toy.NETWORK, PLAN, Engine.FAST, 0);
        Map<Path, FileTime> before = files(folder);
        Set<Path> temporary = temporaryFolders();
        Set<Path> used = new HashSet<>();
        Reproduction reproduction = new Reproduction(run.last(), data);
        Optional<Reproduction.Outcome> outcome = reproduction.run(new TrainingObserver() {
            @Override
            public void epochDone(EpochRecord epoch) {
                used.addAll(temporaryFolders());
                if (stop) {
                    reproduction.stop();
                }
            }
        });
        assertThat(outcome.isPresent()).isEqualTo(!stop);
        used.removeAll(temporary);
        assertThat(used).isNotEmpty().allSatisfy(path -> assertThat(path).doesNotExist());
        assertThat(files(folder)).isEqualTo(before).hasSizeGreaterThan(2);
    }

    private static Map<Path, FileTime> files(Path folder) throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                files.put(path, Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

    private static Set<Path> temporaryFolders() {
        try (Stream<Path> paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return paths.filter(path -> path.getFileName().toString().startsWith("gatewise-reproduce-"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatIsNoCheckpointIsOneLine() {
        assertThatThrownBy(() -> new Reproduction(folder.resolve("none.zip"), data))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such file");
    }
}
