package gatewise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Classes of the tests in a JVM of their own, whose memory and time are bounded. */
public final class BoundedJvm {
    private BoundedJvm() {}

    /** @param flags of the JVM */
    public static List<String> command(List<String> flags, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs it to its end, compiled quickly rather than well, as it does not live long, in a heap of so much.
     *
     * @param heap as in {@code -Xmx}
     * @return what it said
     * @throws AssertionError if it does not end well, or not within the limit, after which it is killed
     */
    public static String run(Duration limit, String heap, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        // To a file: who reads a pipe to its end waits as long as the process lives.
        Path output = Files.createTempFile("gatewise-test", ".txt");
        try {
            Process process = new ProcessBuilder(command(
                            List.of(
                                    "-Xmx" + heap,
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-Djava.awt.headless=true"),
                            main,
                            List.of(arguments)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended;
            try {
                ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            String said = Files.readString(output);
            assertThat(ended).as("it ends within %s; it said %s", limit, said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            Files.delete(output);
        }
    }
}
