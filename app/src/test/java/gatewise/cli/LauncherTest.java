package gatewise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs bin/gatewise with a java that prints its arguments, one a line. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/gatewise is for POSIX shells")
class LauncherTest {
    private static final String JAVA_17 = "openjdk version \"17.0.15\" 2025-04-15";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path home;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        home = folder.toRealPath().resolve("my apps").resolve("gatewise");
        launcher = home.resolve("bin/gatewise");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("src/main/scripts/gatewise"), launcher);
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sed", "head")) {
            Files.createSymbolicLink(tools.resolve(tool), find(tool));
        }
        environment.put("PATH", tools.toString());
    }

    @Test
    void passesArgumentsAndTheClassPathThrough() throws Exception {
        javaOnPath(JAVA_17);
        Result result = run(launcher, "train", "--name", "two words", "", "*", "$HOME");
        assertThat(result.exitCode).isZero();
        assertThat(result.lines)
                .contains(
                        "-Dgatewise.home=" + home,
                        "-Djava.awt.headless=true",
                        "-Djdk.serialFilter=!*",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0")
                .endsWith(
                        "-cp", home + "/lib/*", "gatewise.cli.Main", "train", "--name", "two words", "", "*", "$HOME");
    }

    @Test
    void handsTheExitCodeOn() throws Exception {
        javaOnPath(JAVA_17);
        environment.put("FAKE_EXIT", "7");
        assertThat(run(launcher).exitCode).isEqualTo(7);
    }

    @Test
    void placesFurtherFlagsAfterItsOwn() throws Exception {
        javaOnPath(JAVA_17);
        environment.put("GATEWISE_OPTS", "-Xmx1g -Djava.awt.headless=false");
        List<String> lines = run(launcher).lines;
        assertThat(lines).containsSubsequence("-Djava.awt.headless=true", "-Xmx1g", "-Djava.awt.headless=false", "-cp");
    }

    @Test
    void putsSparksJarsFirstWhereTheyAreAskedFor() throws Exception {
        javaOnPath(JAVA_17);
        environment.put("SPARK_HOME", "/opt/my spark");
        List<String> asked = run(launcher, "compare", "--spark", "spark://node1:7077").lines;
        assertThat(asked)
                .contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "SPARK_SCALA_VERSION=2.13")
                .contains("-Djdk.serialFilter=java.**;scala.**;org.apache.spark.**;gatewise.spark.**;!*")
                .endsWith(
                        "-cp",
                        "/opt/my spark/jars/*:" + home + "/lib/*",
                        "gatewise.cli.SparkMain",
                        "compare",
                        "--spark",
                        "spark://node1:7077");
        assertThat(run(launcher, "compare", "--spark=spark://node1:7077").lines)
                .containsSubsequence("/opt/my spark/jars/*:" + home + "/lib/*", "gatewise.cli.SparkMain");
        environment.put("HADOOP_CONF_DIR", "/etc/my hadoop");
        assertThat(run(launcher, "compare", "--spark=spark://node1:7077").lines)
                .containsSubsequence(
                        "/opt/my spark/jars/*:/etc/my hadoop:" + home + "/lib/*", "gatewise.cli.SparkMain");
        assertThat(run(launcher, "compare", "--out", "spark").lines)
                .contains("-Djdk.serialFilter=!*", "SPARK_SCALA_VERSION=")
                .containsSubsequence("-cp", home + "/lib/*", "gatewise.cli.Main")
                .noneMatch(line -> line.contains("add-opens"));
    }

    @Test
    void startsWithoutSparksJarsWhereThereAreNone() throws Exception {
        javaOnPath(JAVA_17);
        assertThat(run(launcher, "compare", "--spark", "spark://node1:7077").lines)
                .contains("-Djdk.serialFilter=!*")
                .containsSubsequence("-cp", home + "/lib/*", "gatewise.cli.SparkMain");
    }

    @Test
    void findsItsFolderThroughAbsoluteAndRelativeLinks() throws Exception {
        javaOnPath(JAVA_17);
        Path bin = Files.createDirectory(folder.resolve("a bin"));
        Path absolute = Files.createSymbolicLink(bin.resolve("absolute"), launcher);
        Path relative = Files.createSymbolicLink(bin.resolve("relative"), Path.of("../my apps/gatewise/bin/gatewise"));
        Path twice = Files.createSymbolicLink(bin.resolve("twice"), Path.of("relative"));
        for (Path link : List.of(absolute, relative, twice)) {
            assertThat(run(link).lines).as(link.toString()).contains(home + "/lib/*");
        }
    }

    @Test
    void prefersJavaHome() throws Exception {
        javaOnPath("java version \"1.8.0_292\"");
        Path jdk = folder.resolve("a jdk");
        fakeJava(jdk.resolve("bin"), "openjdk version \"21\" 2023-09-19");
        environment.put("JAVA_HOME", jdk.toString());
        assertThat(run(launcher).exitCode).isZero();
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Result result = run(launcher, "doctor");
        assertThat(result.exitCode).isEqualTo(2);
        assertThat(result.lines)
                .containsExactly(
                        "gatewise: no java found; install Java 17 or newer and put it on PATH, or set JAVA_HOME");
    }

    @Test
    void saysThatJavaHomeHoldsNone() throws Exception {
        javaOnPath(JAVA_17);
        environment.put("JAVA_HOME", "/no/such/jdk");
        Result result = run(launcher);
        assertThat(result.exitCode).isEqualTo(2);
        assertThat(result.lines)
                .singleElement()
                .asString()
                .startsWith("gatewise: JAVA_HOME is /no/such/jdk, which holds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java version \"1.8.0_292\" | 1.8.0_292",
                "openjdk version \"11.0.2\" 2019-01-15 | 11.0.2",
                "openjdk version \"16\" 2021-03-16 | 16",
                "nonsense | of an unknown version"
            })
    void refusesAnOldJava(String banner, String version) throws Exception {
        Path java = javaOnPath(banner);
        Result result = run(launcher);
        assertThat(result.exitCode).isEqualTo(2);
        assertThat(result.lines)
                .containsExactly("gatewise: " + java + " is Java " + version
                        + "; install Java 17 or newer, or set JAVA_HOME to one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error occurred during initialization of VM%nToo small maximum heap | Too small maximum heap",
                "-%n# There is insufficient memory for the Java Runtime Environment to continue.%n | insufficient memory"
            })
    void saysWhyJavaCannotStart(String said, String why) throws Exception {
        Path java = javaOnPath(said.formatted());
        Result result = run(launcher);
        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.lines)
                .containsExactly("gatewise: " + java + " cannot start here (" + why
                        + "); allow the process more memory and threads, or look at JAVA_TOOL_OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({"openjdk version \"17\" 2021-09-14", "openjdk version \"25-ea\" 2025-09-16", "java version \"21.0.1\""})
    void acceptsANewJava(String banner) throws Exception {
        javaOnPath("Picked up JAVA_TOOL_OPTIONS: -Dx=\"y\"\n" + banner);
        assertThat(run(launcher).exitCode).isZero();
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, false", "21.0.7, false", "22.0.2, false", "23, true", "25.0.3, true", "26-ea, true"})
    void allowsUnsafeMemoryAccessWhereJavaKnowsTheFlag(String version, boolean known) throws Exception {
        javaOnPath("openjdk version \"" + version + "\" 2025-09-16");
        List<String> flags = run(launcher).lines;
        assertThat(flags.contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(known);
        assertThat(flags).contains("--enable-native-access=ALL-UNNAMED").doesNotContain("");
    }

    @ParameterizedTest
    @CsvSource({
        "ANSI_X3.4-1968, C, C.UTF-8",
        "US-ASCII, C, C.UTF-8",
        "UTF-8, de_DE.UTF-8, de_DE.UTF-8",
        "ISO-8859-1, de, de"
    })
    void givesAnAsciiLocaleTheLettersOfAllOthers(String characters, String locale, String seen) throws Exception {
        javaOnPath(JAVA_17);
        script(folder.resolve("tools"), "locale", "echo " + characters);
        environment.put("LC_ALL", locale);
        assertThat(run(launcher).lines).contains("LC_ALL=" + seen);
    }

    @Test
    void givesThemWithoutAToolToAskTheLocaleWith() throws Exception {
        javaOnPath(JAVA_17);
        assertThat(run(launcher).lines).contains("LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "train reproduce serve doctor bench, true, true, false, true",
        "predict, true, true, false, false",
        "train, false, true, false, false",
        "train, true, false, false, false",
        "train, true, true, true, false"
    })
    void addsTheVectorApi(String commands, boolean wide, boolean cpuBackend, boolean without, boolean added)
            throws Exception {
        javaOnPath(JAVA_17);
        script(folder.resolve("tools"), "grep", "exit " + (wide ? 0 : 1)); // of the processor
        Path lib = Files.createDirectories(home.resolve("lib"));
        Files.createFile(lib.resolve("gatewise-backend-" + (cpuBackend ? "cpu" : "cuda") + "-1.jar"));
        environment.put("FAKE_WITHOUT_MODULE", without ? "yes" : "");
        for (String command : commands.split(" ")) {
            Result result = run(launcher, "--verbose", command, "x");
            assertThat(result.lines.contains("--add-modules=jdk.incubator.vector"))
                    .isEqualTo(added);
            assertThat(result.lines).doesNotContain("").endsWith("--verbose", command, "x");
        }
    }

    private Path javaOnPath(String banner) throws IOException {
        Path folderOfJava = folder.resolve("java");
        environment.put("PATH", folderOfJava + File.pathSeparator + environment.get("PATH"));
        return fakeJava(folderOfJava, banner);
    }

    private static Path fakeJava(Path bin, String banner) throws IOException {
        return script(Files.createDirectories(bin), "java", """
                for last; do :; done
                if [ "$last" = -version ]; then
                    if [ "$1" != -version ] && [ -n "${FAKE_WITHOUT_MODULE:-}" ]; then
                        echo 'java.lang.module.FindException: Module jdk.incubator.vector not found' >&2
                        exit 1
                    fi
                    echo '%s' >&2
                    exit 0
                fi
                printf '%%s\\n' "LC_ALL=$LC_ALL" "SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-}" "$@"
                exit "${FAKE_EXIT:-0}"
                """.formatted(banner));
    }

    private static Path script(Path bin, String name, String lines) throws IOException {
        Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + lines);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static Path find(String tool) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Result run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readAllLines(output, UTF_8));
    }

    private record Result(int exitCode, List<String> lines) {}
}
