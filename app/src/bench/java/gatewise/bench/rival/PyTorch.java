package gatewise.bench.rival;

import gatewise.bench.Variant.Sample;
import gatewise.bench.Variant;
import gatewise.bench.Work;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** PyTorch in a JVM of its own, which waits on its standard input between measurements. */
public final class PyTorch implements AutoCloseable {
    private static final String MAIN = "gatewise.bench.pytorch.PyTorchRival";

    private final String blas;
    private final Process process;
    private final PrintWriter out;
    private final BufferedReader in;

    private PyTorch(String blas, Path libraries, List<String> flags, Map<String, String> environment) {
        this.blas = blas;
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        // With a folder for both, the links of one to its BLAS library would lead the other there.
        command.add("-Dorg.bytedeco.javacpp.cachedir="
                + libraries.resolveSibling("natives-" + blas).toAbsolutePath());
        command.addAll(flags);
        command.addAll(List.of("-cp", libraries + File.separator + "*", MAIN));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("OPENBLAS_CORETYPE"); // for the older OpenBLAS of this process
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.out = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * PyTorch with each of the BLAS libraries that it can load: it is fastest with one or the other. OpenBLAS keeps to
     * one thread, or its threads and PyTorch's get in each other's way.
     *
     * @param libraries the folder with its jars
     */
    public static List<PyTorch> start(Path libraries) {
        if (!Files.isDirectory(libraries)) {
            throw new UserError(libraries + ": no such folder", "build with mvn -Pbench -DskipTests package, run in the project's folder or give --pytorch DIR");
        }
        return List.of(
                new PyTorch("OpenBLAS", libraries, List.of(), Map.of("OPENBLAS_NUM_THREADS", "1")),
                new PyTorch("MKL", libraries, List.of("-Dorg.bytedeco.openblas.load=mkl"), Map.of()));
    }

    /** PyTorch's version. */
    public String version() {
        return ask("about");
    }

    /** Trains on from measurement to measurement, so many batches of 128 each. */
    public List<Variant> training(NetworkSpec spec, int batches) {
        return variants("", "train", spec, batches, "loss %.3f");
    }

    /**
     * Trains an LSTM on batches of such lengths, filled up to the longest of each batch or packed.
     *
     * @param batches the lengths of the sequences of each
     */
    public List<Variant> lengths(int hiddenSize, boolean bothDirections, boolean packed, List<int[]> batches) {
        String lengths = batches.stream()
                .map(batch -> Arrays.stream(batch).mapToObj(Integer::toString).collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
        return IntStream.rangeClosed(1, cores())
                .<Variant>mapToObj(threads -> new Work(name(threads), () -> {
                    String[] words = ask(Text.format(
                                    "lengths %d %d %d %s %s",
                                    hiddenSize,
                                    bothDirections ? 2 : 1,
                                    threads,
                                    packed ? "packed" : "padded",
                                    lengths))
                            .split(" ");
                    return new Sample(
                            Text.format("loss %.3f", Double.parseDouble(words[1])), Double.parseDouble(words[0]));
                }))
                .toList();
    }

    /** Scores the 10,000 test images. */
    public List<Variant> scoring(NetworkSpec spec, int batchSize) {
        return variants(", batches of " + batchSize, "score", spec, batchSize, "accuracy %.4f");
    }

    /** One image at a time. */
    public List<Variant> latency(NetworkSpec spec, int images) {
        return IntStream.rangeClosed(1, cores())
                .<Variant>mapToObj(threads -> new Work(name(threads), () -> {
                    double[] answer = figures("latency", spec, threads, images);
                    return new Sample("", answer);
                }))
                .toList();
    }

    private List<Variant> variants(String suffix, String job, NetworkSpec spec, int size, String note) {
        return IntStream.rangeClosed(1, cores())
                .<Variant>mapToObj(threads -> new Work(name(threads) + suffix, () -> {
                    double[] answer = figures(job, spec, threads, size);
                    return new Sample(Text.format(note, answer[1]), answer[0]);
                }))
                .toList();
    }

    private static int cores() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }

    private String name(int threads) {
        return Text.format("%s, %d thread%s", blas, threads, threads == 1 ? "" : "s");
    }

    private double[] figures(String job, NetworkSpec spec, int threads, int size) {
        String[] words = ask(Text.format("%s %s %d %d %d %d %d", job,
                                spec.cell(),
                                spec.hiddenSizes().size(),
                                spec.hiddenSizes().get(0),
                                spec.bidirectional() ? 2 : 1,
                                threads,
                                size))
                .split(" ");
        return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
    }

    private String ask(String job) {
        out.println(job);
        try {
            for (String line; (line = in.readLine()) != null; ) {
                if (line.startsWith("ok ")) {
                    return line.substring("ok ".length());
                }
                if (line.startsWith("error ")) {
                    throw new IllegalStateException("PyTorch with " + blas + ", " + job + ": " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("PyTorch with " + blas + " ended at: " + job);
    }

    /** Closes its standard input, at which it ends. */
    @Override
    public void close() {
        out.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
