package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.export.ForeignModels;
import gatewise.io.MemoryShortage;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.testing.ToySequences;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.protobuf.ByteString;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Memory that runs out is one line, exit code 1, and leaves nothing half written. */
@RequiresBackend
class TooLittleMemoryTest {
    @TempDir
    Path folder;

    private String fails(List<String> flags, Object... arguments) throws Exception {
        Process process = OwnJvm.java(
                        flags,
                        Main.class,
                        Arrays.stream(arguments).map(String::valueOf).toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        List<String> lines =
                said.lines().filter(line -> line.startsWith("gatewise:")).toList();
        assertThat(lines).as(said).hasSize(1);
        assertThat(said).doesNotContain("\tat ");
        assertThat(lines.get(0))
                .contains("GATEWISE_OPTS='-")
                .containsAnyOf("there is not enough memory (", "too many for Java's heap, which may take ");
        return lines.get(0);
    }

    private void assertNothingIn(Path written) throws Exception {
        if (Files.exists(written)) {
            try (Stream<Path> files = Files.walk(written)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Test
    void outsideOfTheHeapItNamesWhatToLower() throws Exception {
        Path data = Toy.write(folder.resolve("data"));
        Path out = folder.resolve("run");
        String said = fails(
                List.of("-Dorg.bytedeco.javacpp.maxbytes=100m", "-Dorg.bytedeco.javacpp.maxretries=0"),
                "train",
                "--data",
                data,
                "--hidden",
                8000,
                "--out",
                out);
        assertThat(said).contains("lower --batch, --hidden, ", "-Dorg.bytedeco.javacpp.maxBytes=8g");
        assertNothingIn(out);
    }

    @Test
    void inTheHeapItNamesWhatToLower() throws Exception {
        Path data = folder.resolve("data");
        // Zeros, so that a small file becomes large images.
        byte[] labels = new byte[3_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 2);
        }
        IdxFiles.save(
                data.resolve("train-images-idx3-ubyte.gz"), IdxFiles.images(3_000, 200, 200, new byte[120_000_000]));
        IdxFiles.save(data.resolve("train-labels-idx1-ubyte"), IdxFiles.labels(labels));
        IdxFiles.save(data.resolve("t10k-images-idx3-ubyte"), IdxFiles.images(2, 200, 200, new byte[80_000]));
        IdxFiles.save(data.resolve("t10k-labels-idx1-ubyte"), IdxFiles.labels((byte) 0, (byte) 1));
        Path out = folder.resolve("run");
        assertThat(fails(List.of("-Xmx64m"), "train", "--data", data, "--out", out))
                .contains(
                        "Java heap space; Java's heap may take 6",
                        "; give a smaller --data, or allow more with GATEWISE_OPTS='-Xmx8g'");
        assertNothingIn(out);
    }

    @Test
    void modelsOfOtherProgramsAreLimitedByTheHeap() throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(ForeignModels.lstm()).toBuilder();
        model.getGraphBuilder()
                .addInitializerBuilder()
                .setName("unused")
                .setDataType(1)
                .addDims(10_000_000)
                .setRawData(ByteString.copyFrom(new byte[40_000_000]));
        Path onnx = Files.write(folder.resolve("m.onnx"), model.build().toByteArray());
        Path out = folder.resolve("m.zip");
        assertThat(fails(List.of("-Xmx64m"), "import", "--onnx", onnx, "--out", out))
                .contains("; give a smaller --onnx, or allow more with GATEWISE_OPTS='-Xmx8g'");
        assertThat(out).doesNotExist();
    }

    @Test
    void sequencesAreLimitedByTheHeap() throws Exception {
        Path small = ToySequences.classes(folder);
        Path run = folder.resolve("run");
        CommandResult.run("train", "--data", small, "--hidden", 4, "--epochs", 1, "--out", run)
                .hasExitCode(0);
        Path model = run.resolve("best.zip");
        String row = "0,".repeat(2_000_000) + "1";
        byte[] text = ("@classLabel true up down\n@data\n" + row + ":" + row + ":up\n" + row + ":" + row + ":down\n")
                .getBytes(StandardCharsets.US_ASCII);
        Path large = Files.write(folder.resolve("large.ts"), IdxFiles.gzip(text));
        Path out = folder.resolve("out");
        String fix = "too many for Java's heap, which may take 40 MB; allow more with GATEWISE_OPTS='-Xmx";
        List<String> heap = List.of("-Xmx40m");
        assertThat(fails(heap, "train", "--data", large, "--out", out)).contains(fix);
        assertNothingIn(out);
        assertThat(fails(heap, "compare", "--data", large, "--out", out)).contains(fix);
        assertNothingIn(out);
        assertThat(fails(heap, "predict", model, large)).contains(fix);
        assertThat(fails(heap, "explain", model, large, "--out", out)).contains(fix);
        assertNothingIn(out);
        // Those that the network was trained on, which have become more.
        Files.copy(large, small, StandardCopyOption.REPLACE_EXISTING);
        Process serving = OwnJvm.java(heap, Main.class, List.of("serve", model.toString(), "--port", "0"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = serving.inputReader()) {
            String first = lines.readLine();
            while (first.isEmpty() || first.startsWith("WARNING: ")) { // of newer Javas, without the launcher's flags
                first = lines.readLine();
            }
            assertThat(first)
                    .startsWith("warning: no test sequences to show (" + small + ": ")
                    .contains(fix);
            assertThat(lines.readLine()).startsWith("serving 1 model at ");
        } finally {
            serving.destroyForcibly();
        }
    }

    /** What came with the application cannot be made smaller. */
    @Test
    void ofTheDataThatComeAlongOnlyTheBoundIsNamed() throws Exception {
        Path out = folder.resolve("run");
        assertThat(fails(List.of("-Xmx40m"), "train", "--out", out))
                .contains("may take 40 MB); allow more with GATEWISE_OPTS='-Xmx8g'");
        assertNothingIn(out);
        assertThat(fails(List.of("-Xmx40m"), "evaluate", "../docs/models/lstm-28.zip", "--out", out))
                .contains("may take 40 MB); allow more with GATEWISE_OPTS='-Xmx8g'");
        assertNothingIn(out);
    }

    /** A library's thread that ends for want of memory, and a library's log of a failure, are no lines of their own. */
    public static final class InLibraries {
        private static final class Spoilt {
            static final Object OBJECT = make();

            private static Object make() {
                throw new OutOfMemoryError("Java heap space");
            }
        }

        private InLibraries() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread thread = new Thread(() -> {
                throw new OutOfMemoryError("Java heap space");
            });
            thread.setDaemon(true);
            Thread.setDefaultUncaughtExceptionHandler(Main::endsThread);
            thread.start();
            thread.join();
            LoggerFactory.getLogger("org.library").error("failed", new OutOfMemoryError("Java heap space"));
            for (int i = 0; i < 2; i++) {
                try {
                    System.err.println(Spoilt.OBJECT);
                } catch (OutOfMemoryError | NoClassDefFoundError e) {
                    System.err.println(MemoryShortage.of(e));
                }
            }
            Thread other = new Thread(
                    () -> {
                        throw new IllegalStateException("odd");
                    },
                    "other");
            other.start();
            other.join();
            LoggerFactory.getLogger("org.library").error("a bug", new IllegalStateException("strange"));
        }
    }

    @Test
    void inThreadsAndLogsOfLibrariesItIsNoTraceButABugIs() throws Exception {
        Process process = OwnJvm.java(List.of("-Dlogback.configurationFile=logback.xml"), InLibraries.class, List.of())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().limit(4))
                .containsExactly(
                        "ERROR library: failed",
                        "Java heap space",
                        "Java heap space",
                        "Exception in thread \"other\" java.lang.IllegalStateException: odd");
        assertThat(said).containsPattern("ERROR library: a bug\\R*java.lang.IllegalStateException: strange\\R\\tat ");
    }

    /** So little of it that a line about it can hardly be put together. */
    @Test
    void ofClassesToo() throws Exception {
        Process process = OwnJvm.java(
                        List.of("-XX:MaxMetaspaceSize=16m"),
                        Main.class,
                        List.of(
                                "train",
                                "--limit",
                                "500",
                                "--epochs",
                                "1",
                                "--out",
                                folder.resolve("run").toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said.lines().reduce((line, next) -> next).orElseThrow())
                .isEqualTo("gatewise: there is not enough memory (Metaspace); allow more with"
                        + " GATEWISE_OPTS='-XX:MaxMetaspaceSize=1g'");
        assertThat(said).doesNotContain("\tat ", "Exception", "Error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Java heap space | allow more with GATEWISE_OPTS='-Xmx",
                "Metaspace | allow more with GATEWISE_OPTS='-XX:MaxMetaspaceSize=1g'",
                "Compressed class space | allow more with GATEWISE_OPTS='-XX:CompressedClassSpaceSize=1g'",
                "Cannot reserve 8 bytes of direct buffer memory | or allow more with GATEWISE_OPTS='-XX:MaxDirectMemorySize=",
                "unable to create native thread | allow more processes or threads to this user, as by ulimit -u",
                "Cannot allocate new FloatPointer(8) | or allow more with GATEWISE_OPTS='-Dorg.bytedeco.javacpp.maxBytes=",
            })
    void theBoundThatWasMetIsNamed(String what, String fix) {
        CommandLine line = new CommandLine(new Main());
        line.parseArgs("train");
        CommandSpec train = line.getSubcommands().get("train").getCommandSpec();
        assertThat(TooLittleMemory.of(new OutOfMemoryError(what), train).getMessage())
                .contains("; " + (fix.startsWith("or ") ? "lower --batch, " : fix), fix);
    }

    /** Before the line was read, and after. */
    @Test
    void whereALineIsBeingReadToo() {
        CommandLine line = new CommandLine(new Main());
        OutOfMemoryError shortage = new OutOfMemoryError("Java heap space");
        assertThat(TooLittleMemory.of(shortage, Main.begun(line)).getMessage())
                .contains("; allow more with GATEWISE_OPTS='-Xmx");
        line.parseArgs("train", "--hidden", "9");
        assertThat(TooLittleMemory.of(shortage, Main.begun(line)).getMessage())
                .contains("; lower --hidden, or allow more with GATEWISE_OPTS='-Xmx");
    }
}
