package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.testing.RequiresBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The application that was built, with executors of Spark, each a process of its own: {@code mvn -Pspark}. */
@RequiresBackend
@Tag("spark")
abstract class SparkFixture {
    static final String EXECUTORS = "--spark=local-cluster[2,1,1024]";
    static final int SIGINT = 130;
    static final int SIGKILL = 137;

    /** Enough for runs of seconds. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /** A sixth of the time of a process that lives for seconds. They go to executors, too, as flags of this form do. */
    private static final String UNCHECKED_CLASSES = "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    /** For what they say of runs of seconds. */
    private static final String HEARTBEATS = "-Dspark.executor.heartbeatInterval=200ms";

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private static Path application;
    private static Path sparkHome;

    @TempDir
    Path folder;

    private Path jars;
    private Process driver;

    @BeforeAll
    static void find() {
        assumeTrue(System.getProperty("gatewise.spark.home") != null, "Spark was not fetched");
        application = Path.of(System.getProperty("gatewise.distribution"));
        sparkHome = Path.of(System.getProperty("gatewise.spark.home"));
    }

    @BeforeEach
    void link() throws IOException {
        // Executors log into the folder of their Spark.
        jars = Files.createDirectory(folder.resolve("spark"));
        Files.createSymbolicLink(jars.resolve("jars"), sparkHome.resolve("jars"));
    }

    @AfterEach
    void unlink() throws IOException {
        Files.delete(jars.resolve("jars"));
    }

    /** For executors to take the jars that are there; without it they are sent to them. */
    static String lib() {
        return "--spark-lib=" + application.resolve("lib");
    }

    /** How a command ended, and what it said in lines. */
    record End(int exitCode, List<String> out, List<String> err) {
        String text() {
            return String.join("\n", out) + "\n" + String.join("\n", err);
        }

        End hasExitCode(int expected) {
            assertThat(exitCode).as(text()).isEqualTo(expected);
            return this;
        }
    }

    End gatewise(String... words) throws Exception {
        return gatewise(List.of(words), line -> {});
    }

    /** @param onLine is told of each line on standard error while the command runs */
    End gatewise(List<String> words, Consumer<String> onLine) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        return run(new ProcessBuilder(command(words)).redirectOutput(out.toFile()), out, onLine);
    }

    /** The same with a terminal for standard error, on which each drawing of the status line is a line; it gets no signals. */
    End gatewiseOnATerminal(List<String> words) throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), SCRIPT + " makes terminals");
        Path out = Files.createTempFile(folder, "out", "");
        String line = command(words).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder(
                SCRIPT.toString(), "--quiet", "--return", "--flush", "--command", line + " >" + out, "/dev/null");
        builder.environment().put("COLUMNS", "200");
        builder.environment().put("TERM", "xterm");
        return run(builder, out, ignored -> {});
    }

    private static List<String> command(List<String> words) {
        List<String> command =
                new ArrayList<>(List.of(application.resolve("bin/gatewise").toString()));
        command.addAll(words);
        return command;
    }

    private End run(ProcessBuilder builder, Path out, Consumer<String> onLine) throws Exception {
        builder.directory(folder.toFile());
        builder.environment().put("SPARK_HOME", jars.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment()
                .put(
                        "GATEWISE_OPTS",
                        String.join(
                                " ",
                                "-XX:+UseSerialGC",
                                HEARTBEATS,
                                UNCHECKED_CLASSES,
                                FIRST_COMPILER,
                                "-Dspark.executor.extraJavaOptions=" + FIRST_COMPILER));
        driver = builder.start();
        List<String> err = new ArrayList<>();
        try (BufferedReader reader =
                builder.redirectOutput() == Redirect.PIPE ? driver.inputReader() : driver.errorReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                err.add(line);
                onLine.accept(line);
            }
        }
        assertThat(driver.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new End(driver.exitValue(), Files.readAllLines(out), err);
    }

    /** Sends the running command a signal, such as {@code -KILL}. */
    void signal(String signal) {
        signal(signal, driver.pid());
    }

    void killAnExecutor() {
        long pid = driver.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .findFirst()
                .orElseThrow()
                .pid();
        signal("-KILL", pid);
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often executors began a task for the so manieth time, counted from 0. */
    long begun(int attempt) throws IOException {
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

    /** That a command said its own lines alone, however it ended. */
    static void assertNothingOfSpark(End end) {
        assertThat(end.err())
                .noneMatch(line -> line.matches("(error|warn|info) .*|(SLF4J|Exception|\\tat |Caused by).*"));
    }

    /** That the runs of a study have the same files, and networks the same bits. */
    static void assertSameRuns(Path study, Path expected, int count) throws IOException {
        List<Path> runs = list(expected.resolve("runs"));
        assertThat(runs).hasSize(count);
        for (Path run : runs) {
            Path same = study.resolve("runs").resolve(run.getFileName());
            assertThat(same).isDirectoryContaining("glob:**/result.json");
            for (Path file : list(run)) {
                assertThat(same.resolve(file.getFileName())).exists();
            }
            for (String name : List.of("last.zip", "best.zip")) {
                assertThat(parameters(same.resolve(name)))
                        .as("%s of %s", name, same)
                        .isEqualTo(parameters(run.resolve(name)));
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Object parameters(Path checkpoint) {
        return Checkpoint.load(checkpoint, Engine.PORTABLE, 1).network().params();
    }
}
