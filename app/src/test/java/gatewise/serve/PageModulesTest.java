package gatewise.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the page's modules, which need no browser, with Node's own test runner. */
class PageModulesTest {
    private static final Path TESTS = Path.of("src/test/js");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final int OLDEST = 18;
    private static final long MINUTES = 5;

    @TempDir
    private Path folder;

    @Test
    void passTheirTests() throws Exception {
        String version = version();
        Matcher number = VERSION.matcher(version);
        assumeTrue(
                number.matches() && Integer.parseInt(number.group(1)) >= OLDEST,
                "the page's modules are tested by Node.js " + OLDEST + " or newer; on the PATH is " + version);
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        command.addAll(files());
        Result result = run(command);
        assertThat(result.exitCode).as(result.output).isZero();
        assertThat(result.output).containsPattern("pass [1-9]");
    }

    /** Such as v20.11.1; says so where there is none. */
    private String version() throws InterruptedException {
        try {
            return run(List.of("node", "--version")).output.strip();
        } catch (IOException e) {
            return "none";
        }
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            List<String> found = files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.js"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private Result run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, UTF_8);
        assertThat(ended)
                .as("%s within %d minutes:%n%s", command, MINUTES, text)
                .isTrue();
        return new Result(process.exitValue(), text);
    }

    private record Result(int exitCode, String output) {}
}
