package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application that was built, with two executors of Spark, each a process of its own: {@code mvn -Pspark}. */
@RequiresBackend
@Tag("spark")
class SparkStudyTest {
    /** Enough for runs of seconds. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final int SIGINT = 130;
    private static final int SIGKILL = 137;

    private static Path application;
    private static Path sparkHome;

    @TempDir
    Path folder;

    private Path jars;
    private Path data;
    private Path study;
    private Path out;
    private Process driver;

    @BeforeAll
    static void find() {
        assumeTrue(System.getProperty("gatewise.spark.home") != null, "Spark was not fetched");
        application = Path.of(System.getProperty("gatewise.distribution"));
        sparkHome = Path.of(System.getProperty("gatewise.spark.home"));
    }

    @BeforeEach
    void write() throws Exception {
        data = Toy.write(folder.resolve("data"));
        study = Files.writeString(
                folder.resolve("study.json"),
                "[{\"cell\": \"gru\", \"hiddenSizes\": [6]}, {\"cell\": \"simple\", \"hiddenSizes\": [7]}]");
        out = folder.resolve("out");
        // Executors log into the folder of their Spark.
        jars = Files.createDirectory(folder.resolve("spark"));
        Files.createSymbolicLink(jars.resolve("jars"), sparkHome.resolve("jars"));
    }

    @AfterEach
    void unlink() throws IOException {
        Files.delete(jars.resolve("jars"));
    }

    /** How a command ended, and what it said in lines. */
    private record End(int exitCode, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }

        /** Runs that came to an end. */
        long ended() {
            return lines.stream().filter(line -> line.matches(" +\\d of 6  .*")).count();
        }
    }

    private End compare(int epochs, Path to, Consumer<String> onLine, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                application.resolve("bin/gatewise").toString(),
                "compare",
                study.toString(),
                "--data=" + data,
                "--batch=16",
                "--epochs=" + epochs,
                "--seeds=3",
                "--out=" + to));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", jars.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment()
                .put(
                        "GATEWISE_OPTS",
                        "-XX:+UseSerialGC " + FIRST_COMPILER + " -Dspark.executor.extraJavaOptions=" + FIRST_COMPILER);
        driver = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = driver.inputReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                lines.add(line);
                onLine.accept(line);
            }
        }
        assertThat(driver.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new End(driver.exitValue(), lines);
    }

    private End onSpark(int epochs, Consumer<String> onLine) throws Exception {
        return compare(epochs, out, onLine, "--spark=local-cluster[2,1,1024]", "--threads=1");
    }

    private static void ignore(String line) {}

    private void assertSameBits(int epochs) throws Exception {
        Path local = folder.resolve("local");
        assertThat(compare(epochs, local, SparkStudyTest::ignore, "--threads=1").exitCode())
                .isZero();
        try (Stream<Path> runs = Files.list(local.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(6);
            for (Path run : all) {
                Path same = out.resolve("runs").resolve(run.getFileName());
                try (Stream<Path> files = Files.list(run)) {
                    assertThat(same).isDirectoryContaining("glob:**/result.json");
                    for (Path file : files.toList()) {
                        assertThat(same.resolve(file.getFileName())).exists();
                    }
                }
                for (String name : List.of("last.zip", "best.zip")) {
                    assertThat(parameters(same.resolve(name))).isEqualTo(parameters(run.resolve(name)));
                }
            }
        }
    }

    private static Object parameters(Path checkpoint) {
        return Checkpoint.load(checkpoint, Engine.PORTABLE, 1).network().params();
    }

    /** How often executors began a task for the so manieth time, counted from 0. */
    private long begun(int attempt) throws IOException {
        try (Stream<Path> files = Files.walk(jars.resolve("work"))) {
            long begun = 0;
            for (Path log : files.filter(file -> file.endsWith("stderr")).toList()) {
                begun += Files.readAllLines(log).stream()
                        .filter(line -> line.contains("Executor: Running task 0." + attempt + " in stage"))
                        .count();
            }
            return begun;
        }
    }

    @Test
    void trainsEachRunToTheBitsOfOneProcessAndOneThatIsMissingAgain() throws Exception {
        End first = onSpark(2, SparkStudyTest::ignore);
        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(first.lines().get(0)).startsWith("6 runs into " + out);
        assertThat(first.text())
                .contains("s/epoch*", "* Measured while other runs")
                .doesNotContain("warning");
        assertSameBits(2);
        assertThat(Files.readAllLines(out.resolve("runs.csv")).get(0)).contains(",part,host,");

        Path result = out.resolve("runs/02-simple-rnn-7-seed-2/result.json");
        Files.delete(result);
        Path other = out.resolve("runs/01-gru-6-seed-2/result.json");
        FileTime before = Files.getLastModifiedTime(other);
        End second = onSpark(2, SparkStudyTest::ignore);
        assertThat(second.exitCode()).as(second.text()).isZero();
        assertThat(second.text()).contains(", 5 are there already", "  6 of 6  simple RNN-7, seed 2: ");
        assertThat(second.ended()).isOne();
        assertThat(begun(0)).isEqualTo(7);
        assertThat(result).exists();
        assertThat(Files.getLastModifiedTime(other)).isEqualTo(before);
    }

    @Test
    void losesNothingToALostExecutorAnInterruptAndAKilledDriver() throws Exception {
        int epochs = 100;
        End stopped = onSpark(epochs, line -> {
            if (line.startsWith("  1 of 6  ")) {
                signal("-KILL", executors(driver.toHandle()).get(0).pid());
            } else if (line.startsWith("  3 of 6  ")) {
                signal("-INT", driver.pid());
            }
        });
        assertThat(stopped.exitCode()).as(stopped.text()).isEqualTo(SIGINT);
        assertThat(stopped.lines())
                .filteredOn(line -> line.startsWith("warning: "))
                .singleElement()
                .asString()
                .matches("warning: executor [01] on 127.0.0.1 was lost \\(.*\\); what it was at begins anew");
        assertThat(begun(1)).isOne();
        assertThat(stopped.lines().get(stopped.lines().size() - 1))
                .isEqualTo("stopped; the same command goes on with what is left");

        End killed = onSpark(epochs, line -> {
            if (line.matches("  [4-6] of 6  .*")) {
                signal("-KILL", driver.pid());
            }
        });
        assertThat(killed.exitCode()).as(killed.text()).isEqualTo(SIGKILL);
        assertThat(killed.text()).contains(stopped.ended() + " are there already");

        End end = onSpark(epochs, SparkStudyTest::ignore);
        assertThat(end.exitCode()).as(end.text()).isZero();
        assertThat(end.ended()).isBetween(0L, 2L);
        assertSameBits(epochs);
    }

    private static List<ProcessHandle> executors(ProcessHandle driver) {
        return driver.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void triesWhatAUserMustMendOnce() throws Exception {
        // As many cores as a worker may be said to have, and as this machine has not.
        End end = compare(
                2,
                out,
                SparkStudyTest::ignore,
                "--spark=local-cluster[1,2000,1024]",
                "--threads=2000",
                "--spark-lib=" + application.resolve("lib"));
        assertThat(end.exitCode()).as(end.text()).isEqualTo(2);
        assertThat(end.lines()).hasSize(2);
        assertThat(end.lines().get(1))
                .startsWith("gatewise: threads must be in 1..")
                .endsWith("(this machine's cores), got 2000; give a number in that range");
        assertThat(begun(0)).isPositive();
        assertThat(begun(1)).isZero();
    }
}
