package gatewise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.testing.FileOperations;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.testing.WatchedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end before each of their operations on files in turn, and go on from what is there. */
@RequiresBackend
class KilledRunTest {
    private static final NetworkSpec NETWORK =
            Toy.NETWORK.toBuilder().hiddenSizes(List.of(4)).dropout(0.3).build();
    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(6)
            .batchSize(16)
            .shuffle(true)
            .patience(3)
            .scoreBest(true)
            .seed(5)
            .schedule(Schedule.COSINE)
            .shift(1)
            .build();

    @TempDir
    Path folder;

    private Dataset data;
    private Checkpoint whole;

    @BeforeEach
    void trainWithoutAnEnd() throws Exception {
        data = Toy.data(folder.resolve("data"));
        whole = new Trainer(start(), data, new TrainingObserver() {}).run(new RunFolder(folder.resolve("whole")));
    }

    private Checkpoint start() {
        return new Checkpoint(Engine.FAST.create(NETWORK, PLAN.seed(), 1), Toy.provenance(NETWORK, PLAN, data));
    }

    /** What no code catches, as nothing runs on in a process that was killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Lets so many operations through; none after that. */
    private static final class Budget implements FileOperations {
        private int left;

        private Budget(int operations) {
            left = operations;
        }

        @Override
        public void before(Kind kind, Path file, int bytes) {
            if (left-- <= 0) {
                throw new Killed();
            }
        }
    }

    /** A disk for so many blocks. */
    private static final class Room implements FileOperations {
        private int left;

        private Room(int blocks) {
            left = blocks;
        }

        @Override
        public void before(Kind kind, Path file, int bytes) throws IOException {
            if (kind == Kind.WRITE && left-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    /** Begins, or goes on. */
    private void train(Path run) {
        RunFolder there = new RunFolder(run);
        boolean begun = Files.exists(there.last()) || Files.exists(there.best());
        Checkpoint from = begun ? Checkpoint.load(there.latest(), Engine.FAST, 1) : start();
        new Trainer(from, data, new TrainingObserver() {}).run(there);
    }

    @Test
    void aRunThatIsKilledBeforeAnyOperationGoesOnToTheSameEnd() throws Exception {
        int operations = 0;
        for (boolean killed = true; killed; operations++) {
            Path run = folder.resolve("killed" + operations);
            killed = false;
            try {
                train(WatchedFiles.watch(run, new Budget(operations)));
            } catch (Killed e) {
                killed = true;
                train(run);
            }
            assertSame(new RunFolder(run));
        }
        assertThat(operations).isGreaterThan(20);
    }

    @Test
    void aRunThatIsKilledAgainAndAgainGoesOnToTheSameEnd() throws Exception {
        for (int operations : new int[] {7, 11, 16}) {
            Path run = folder.resolve("again" + operations);
            boolean killed = true;
            for (int processes = 0; killed; processes++) {
                assertThat(processes).isLessThan(100);
                try {
                    train(WatchedFiles.watch(run, new Budget(operations)));
                    killed = false;
                } catch (Killed e) {
                    // again
                }
            }
            assertSame(new RunFolder(run));
        }
    }

    @Test
    void aFullDiskEndsARunWithALineAndNothingIsTorn() throws Exception {
        int room = 0;
        for (boolean full = true; full; room++) {
            Path run = folder.resolve("full" + room);
            full = false;
            try {
                train(WatchedFiles.watch(run, new Room(room)));
            } catch (UserError e) {
                full = true;
                assertThat(e.exitCode()).isEqualTo(1);
                assertThat(e)
                        .hasMessageMatching(".*/(last|best).zip: cannot be written \\(No space left on device\\);"
                                + " give another place or make room");
                assertThat(run).isDirectoryNotContaining("glob:**.tmp");
                train(run);
            }
            assertSame(new RunFolder(run));
        }
        assertThat(room).isGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFolderThatVanishesEndsARunWithALine(boolean whole) {
        Path run = folder.resolve("vanishing");
        TrainingObserver deleting = new TrainingObserver() {
            @Override
            public void epochDone(EpochRecord epoch) {
                if (epoch.epoch() == 2) {
                    new RunFolder(run).last().toFile().delete();
                    new RunFolder(run).best().toFile().delete();
                    assertThat(!whole || run.toFile().delete()).isTrue();
                }
            }
        };
        assertThatThrownBy(() -> new Trainer(start(), data, deleting).run(new RunFolder(run)))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessage("outputFolder " + run + " has vanished while training: " + run.resolve("last.zip")
                        + " is gone; put it back and go on with resume, or train anew");
        assertThat(whole ? Files.notExists(run) : run.toFile().list().length == 0)
                .isTrue();
    }

    @Test
    void aBestNetworkThatIsMissingIsSaidBeforeTheRunGoesOn() throws Exception {
        Path run = folder.resolve("stopped");
        TrainingPlan shorter =
                PLAN.toBuilder().epochs(3).schedule(Schedule.CONSTANT).build();
        Trainer[] trainer = new Trainer[1];
        TrainingObserver stopping = new TrainingObserver() {
            @Override
            public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
                if (epoch == 3 && batch == 2) {
                    trainer[0].stop();
                }
            }
        };
        trainer[0] = new Trainer(
                new Checkpoint(Engine.FAST.create(NETWORK, 5, 1), Toy.provenance(NETWORK, shorter, data)),
                data,
                stopping);
        trainer[0].run(new RunFolder(run));
        int best = Checkpoint.provenance(run.resolve("best.zip")).progress().epochs();
        Files.delete(run.resolve("best.zip"));
        assertThatThrownBy(() -> train(run))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(run.resolve("best.zip") + " is not the network of epoch " + best);
    }

    private void assertSame(RunFolder run) {
        RunFolder other = new RunFolder(folder.resolve("whole"));
        for (Path file : List.of(run.last(), run.best())) {
            Checkpoint given = Checkpoint.load(file, Engine.FAST, 1);
            Checkpoint expected = Checkpoint.load(other.path().resolve(file.getFileName()), Engine.FAST, 1);
            assertThat(given.network().params()).isEqualTo(expected.network().params());
            assertThat(given.network().getUpdater().getStateViewArray())
                    .isEqualTo(expected.network().getUpdater().getStateViewArray());
            assertThat(history(given)).isEqualTo(history(expected));
        }
        assertThat(history(Checkpoint.load(run.last(), Engine.FAST, 1))).isEqualTo(history(whole));
    }

    /** But for times. */
    private static List<EpochRecord> history(Checkpoint checkpoint) {
        EpochRecord.Pace none = new EpochRecord.Pace(0, 0);
        return checkpoint.provenance().progress().history().stream()
                .map(epoch -> new EpochRecord(epoch.epoch(), epoch.losses(), epoch.accuracy(), none, epoch.gates()))
                .toList();
    }
}
