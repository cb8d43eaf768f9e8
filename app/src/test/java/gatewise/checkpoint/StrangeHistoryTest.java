package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.testing.RequiresBackend;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** JSON of a checkpoint that would take many times the memory of its file; in a JVM of its own, which has little. */
@RequiresBackend
class StrangeHistoryTest extends CheckpointCase {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EPOCH = "{\"epoch\":%d,\"loss\":0.%d,\"sampleAccuracy\":1,"
            + "\"validationAccuracy\":1,\"seconds\":%d,\"imagesPerSecond\":0%s}";
    private static final String GATE =
            "{\"layer\":%d,\"direction\":\"forward\",\"gate\":\"%s\",\"mean\":0,\"closed\":0.%d,\"open\":0}";
    /** Of the processor's time. */
    private static final int MOST_SECONDS = 5;

    private static final int FILE = 8 << 20;

    public static void main(String[] files) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (String file : files) {
            long begin = threads.getCurrentThreadCpuTime();
            String said;
            try {
                said = "read, "
                        + Checkpoint.provenance(Path.of(file)).progress().epochs();
            } catch (UserError e) {
                said = "refused, " + e.exitCode() + ": " + e.getMessage();
            }
            long seconds =
                    Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin).toSeconds();
            System.out.println(Path.of(file).getFileName() + ": "
                    + (seconds < MOST_SECONDS ? said : "takes " + seconds + " s of the processor's time"));
        }
    }

    private Map<String, String> run(String heap, Map<String, Callable<byte[]>> jsons) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                StrangeHistoryTest.class.getName()));
        for (String name : jsons.keySet()) {
            byte[] json = jsons.get(name).call();
            change("gatewise.json", old -> json);
            assertThat(Files.size(file)).as(name).isLessThan(FILE);
            command.add(Files.copy(file, folder.resolve(name)).toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines()
                .collect(Collectors.toMap(
                        line -> line.replaceFirst(": .*", ""), line -> line.replaceFirst(".*?: ", "")));
    }

    /** The good one with other epochs. */
    private byte[] with(int epochs, IntFunction<String> epoch) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(good.get("gatewise.json"));
        ((ObjectNode) json.get("plan")).put("epochs", epochs);
        ((ObjectNode) json.get("progress")).putArray("history").add("HISTORY");
        String history = IntStream.rangeClosed(1, epochs).mapToObj(epoch).collect(Collectors.joining(","));
        return json.toString().replace("\"HISTORY\"", history).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] withField(String path, String name, String value) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(good.get("gatewise.json"));
        ((ObjectNode) json.at(path)).put(name, "VALUE");
        return json.toString().replace("\"VALUE\"", value).getBytes(StandardCharsets.UTF_8);
    }

    private static String gates(int layers, LongSupplier number) {
        return IntStream.rangeClosed(1, layers)
                .boxed()
                .flatMap(layer -> Stream.of("input", "forget", "output")
                        .map(gate -> Text.format(GATE, layer, gate, number.getAsLong())))
                .collect(Collectors.joining(",", ",\"gates\":[", "]"));
    }

    /** Runs of blanks, no longer than that they shrink to a fiftieth. */
    private byte[] padded() {
        Random random = new Random(1);
        byte[] json = new String(good.get("gatewise.json"), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[300 << 20];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(json, 0, padded, 0, json.length - 1);
        padded[padded.length - 1] = '}';
        for (int i = json.length; i < padded.length - 100; i += 60 + random.nextInt(64)) {
            padded[i] = (byte) "\n\t\r".charAt(random.nextInt(3));
        }
        return padded;
    }

    @Test
    void aSmallFileTakesLittleMemoryWhateverItsJson() throws Exception {
        Random random = new Random(1);
        Map<String, Callable<byte[]>> jsons = new TreeMap<>();
        jsons.put("blanks", this::padded);
        jsons.put("epochs", () -> with(600_000, n -> Text.format(EPOCH, n, 1, 1, "")));
        jsons.put("gates", () -> with(700, n -> Text.format(EPOCH, n, 1, 1, gates(128, () -> random.nextInt(100)))));
        jsons.put("objects", () -> withField("", "more", "[" + "{},".repeat(6_000_000) + "{}]"));
        jsons.put("lists", () -> withField("/progress", "history", "[" + "[],".repeat(6_000_000) + "[]]"));
        jsons.put("inAnEpoch", () -> with(1, n -> Text.format(EPOCH, n, 1, 1, gates(70_000, () -> 1))));
        jsons.put(
                "places",
                () -> with(
                        1,
                        n -> Text.format(EPOCH, n, 1, 1, "")
                                .replace("}", ",\"more\":[" + "{},".repeat(5_000_000) + "0]}")));
        jsons.put(
                "texts",
                () -> withField("/data", "labels", "[" + ("\"" + "x".repeat(900_000) + "\",").repeat(60) + "\"y\"]"));
        Map<String, String> answers = run("256m", jsons);
        assertThat(answers).hasSameSizeAs(jsons);
        assertThat(answers.remove("blanks")).isEqualTo("read, 1");
        assertThat(answers)
                .allSatisfy((name, answer) ->
                        assertThat(answer).as(name).matches("read, \\d+|refused, 2: .* is damaged: .*"));
        assertThat(answers)
                .extractingByKeys("epochs", "objects", "places", "texts")
                .allSatisfy(answer -> assertThat(answer).contains("it holds more than its "));
    }

    /** As runs leave them, laid out and with times to the nanosecond; in the second the network stays as it is. */
    @Test
    void longHistoriesAreRead() throws Exception {
        Random random = new Random(1);
        Map<String, Callable<byte[]>> jsons = new TreeMap<>();
        jsons.put(
                "learning",
                () -> laidOut(with(20_000, n -> epoch(n, random, gates(1, () -> random.nextLong(1L << 55))))));
        jsons.put("frozen", () -> laidOut(with(20_000, n -> epoch(n, random, gates(1, () -> 1)))));
        assertThat(run("256m", jsons)).isEqualTo(Map.of("learning", "read, 20000", "frozen", "read, 20000"));
    }

    @Test
    void longHistoriesOfDeepNetworksAreRead() throws Exception {
        int layers = 16;
        write(file, SPEC.toBuilder().hiddenSizes(Collections.nCopies(layers, 2)).build());
        good = ZipBytes.entries(Files.readAllBytes(file));
        Random random = new Random(1);
        Callable<byte[]> deep = () -> laidOut(with(7_000, n -> epoch(n, random, gates(layers, () -> 1))));
        assertThat(run("256m", Map.of("deep", deep))).isEqualTo(Map.of("deep", "read, 7000"));
    }

    private static String epoch(int number, Random random, String gates) {
        return Text.format(EPOCH, number, random.nextLong(1L << 55), random.nextInt(99), gates)
                .replace("\"imagesPerSecond\":0", "\"imagesPerSecond\":" + random.nextDouble());
    }

    private static byte[] laidOut(byte[] json) throws Exception {
        return Json.prettyBytes(JSON.readTree(json));
    }
}
