package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.testing.IdxFiles;
import gatewise.testing.Kills;
import gatewise.testing.RequiresBackend;
import gatewise.testing.ToySequences;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes of {@code train} that are killed, at an operation on a file or at some time, and resumed in turn. {@code
 * -Dgatewise.kills=100} kills as many of each kind.
 */
@RequiresBackend
class KilledProcessTest {
    private static final int SIGKILL = 137;
    /** An epoch has about 20. */
    private static final int MOST_OPERATIONS = 160;

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private static boolean isBegun(Path run) {
        return Files.exists(run.resolve("last.zip")) || Files.exists(run.resolve("best.zip"));
    }

    /** What is trained on. */
    enum Kind {
        IMAGES(8, "--hidden=4 --layers=2 --shift=1 --batch=16 --epochs=25"),
        CLASSES(2, "--hidden=5,4 --class-weights=balanced --batch=8 --epochs=25"),
        FORECAST(1, "--hidden=4 --layers=2 --task=forecast --window=6 --horizon=2 --loss=mae --batch=16 --epochs=25");

        private final int kills;
        private final String flags;

        Kind(int kills, String flags) {
            this.kills = Integer.getInteger("gatewise.kills", kills);
            this.flags = flags;
        }

        private Path write(Path folder) throws Exception {
            return switch (this) {
                case IMAGES -> {
                    IdxFiles.write(folder.resolve("data"), 240, 60, 6, 5, 3, 1, false);
                    yield folder.resolve("data");
                }
                case CLASSES -> ToySequences.classes(folder);
                case FORECAST -> ToySequences.series(folder);
            };
        }
    }

    private List<String> arguments(Kind kind, Path data, Path run) {
        if (isBegun(run)) {
            return List.of("train", "--resume", "--out=" + run);
        }
        return List.of(("train --data=" + data + " " + kind.flags + " --cell=gru --dropout=0.3 --optimizer=adam"
                        + " --learning-rate=0.01 --schedule=cosine --shuffle --patience=12 --seed=3 --threads=1 --out="
                        + run)
                .split(" "));
    }

    /** How a process ended. */
    private int train(List<String> arguments, Path run, int operation, long afterMicros)
            throws IOException, InterruptedException {
        ProcessBuilder builder = OwnJvm.gatewise(arguments).redirectErrorStream(true);
        List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (operation > 0) {
            flags.addAll(List.of(
                    "-Djava.nio.file.spi.DefaultFileSystemProvider=" + Kills.class.getName(),
                    "-D" + Kills.FOLDER + "=" + run,
                    "-D" + Kills.OPERATION + "=" + operation));
        }
        builder.command().addAll(1, flags);
        Process process = builder.start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader reader = process.inputReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                said.append(line).append('\n');
                if (afterMicros > 0 && line.startsWith("epoch")) {
                    LockSupport.parkNanos(1000 * afterMicros);
                    process.toHandle().destroyForcibly(); // Process's own would close the reader
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said.toString()).isIn(0, SIGKILL, Kills.EXIT_CODE);
        return process.exitValue();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aRunThatIsKilledAtAnyMomentEndsAsOneThatIsNot(Kind kind) throws Exception {
        Path data = kind.write(folder);
        Path whole = folder.resolve("whole");
        assertThat(train(arguments(kind, data, whole), whole, 0, 0)).isZero();
        int kills = 0;
        int ends = 0;
        while (kills < kind.kills) {
            Path run = folder.resolve("run" + ends);
            boolean ended = false;
            while (!ended) {
                boolean kill = kills < kind.kills;
                boolean timed = kill && random.nextInt(4) == 0;
                int operation = kill && !timed ? 1 + random.nextInt(MOST_OPERATIONS) : 0;
                ended = train(arguments(kind, data, run), run, operation, timed ? 1 + random.nextInt(300_000) : 0) == 0;
                kills += ended ? 0 : 1;
            }
            assertSameEnd(run, whole);
            assertThat(run).isDirectoryNotContaining("glob:**.tmp");
            ends++;
        }
        System.out.println(
                kind + ": " + kills + " kills over " + ends + " runs, all ended as the one that was not killed");
    }

    /** Parameters, the optimiser's state, and the history but for times. */
    static void assertSameEnd(Path run, Path other) {
        for (String name : List.of("last.zip", "best.zip")) {
            Checkpoint given = Checkpoint.load(run.resolve(name), Engine.PORTABLE, 1);
            Checkpoint expected = Checkpoint.load(other.resolve(name), Engine.PORTABLE, 1);
            assertThat(given.network().params()).isEqualTo(expected.network().params());
            assertThat(given.network().getUpdater().getStateViewArray())
                    .isEqualTo(expected.network().getUpdater().getStateViewArray());
            assertThat(history(given)).isEqualTo(history(expected)).isNotEmpty();
        }
    }

    private static List<EpochRecord> history(Checkpoint checkpoint) {
        EpochRecord.Pace none = new EpochRecord.Pace(0, 0);
        return checkpoint.provenance().progress().history().stream()
                .map(epoch -> new EpochRecord(epoch.epoch(), epoch.losses(), epoch.accuracy(), none, epoch.gates()))
                .toList();
    }
}
