package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A search on two executors, beside that of one process. */
class SparkSearchTest extends SparkFixture {
    private static final List<Integer> RUNS = List.of(9, 3, 1);

    private End search(Path out, Consumer<String> onLine, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("compare", "--search", "space.json", "--data=data"));
        words.addAll(List.of("--batch=16", "--epochs=9", "--configurations=9", "--schedule=cosine", "--out=" + out));
        words.addAll(List.of(more));
        return gatewise(words, onLine);
    }

    @Test
    void choosesTheSameNetworkToTheSameBitsAlthoughItWasStopped() throws Exception {
        Toy.write(folder.resolve("data"));
        Files.writeString(folder.resolve("space.json"), "{\"hiddenSize\": {\"from\": 3, \"to\": 9}, \"layers\": 1}");
        Path out = folder.resolve("out");
        End stopped = search(
                out,
                line -> {
                    if (line.startsWith("  1 of 3  ")) {
                        signal("-INT");
                    }
                },
                EXECUTORS,
                lib());
        stopped.hasExitCode(SIGINT);
        // The worker, which is in the same process here, may yet tell of executors that it cannot start again.
        assertThat(stopped.err()).contains("stopped; the same command goes on with what is left");
        assertThat(stopped.text()).contains("9 runs into " + out.resolve("rungs/1") + ", seed 1");
        assertThat(out.resolve("winner")).doesNotExist();

        End end = search(out, line -> {}, EXECUTORS, lib()).hasExitCode(0);
        assertThat(end.text())
                .containsPattern("3 runs into " + out.resolve("rungs/2") + ", seed 1, [1-3] (is|are) there already")
                .contains("winner:", "test accuracy")
                .doesNotContain("warning");

        Path local = folder.resolve("local");
        End here = search(local, line -> {}, "--threads=1").hasExitCode(0);
        for (int rung = 1; rung <= RUNS.size(); rung++) {
            Path place = Path.of("rungs", Integer.toString(rung));
            assertSameRuns(out.resolve(place), local.resolve(place), RUNS.get(rung - 1));
        }
        assertSameRuns(out.resolve("winner"), local.resolve("winner"), 1);
        assertThat(out.resolve("winner.json")).hasSameBinaryContentAs(local.resolve("winner.json"));
        assertThat(table(end)).isEqualTo(table(here)).hasSize(9);
    }

    /** The configurations with their figures, but for their seconds. */
    private static List<String> table(End end) {
        return end.out().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst(" +\\S+$", ""))
                .limit(9)
                .toList();
    }
}
