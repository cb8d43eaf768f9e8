package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A search on two executors, beside that of one process. */
class SparkSearchTest extends SparkFixture {
    private static final List<Integer> RUNS = List.of(9, 3, 1);

    private static List<String> search(Path folder, Path out, String... more) {
        List<String> words = new ArrayList<>(
                List.of("compare", "--search", folder.resolve("space.json").toString()));
        words.addAll(List.of("--data=" + folder.resolve("data"), "--batch=16", "--epochs=9", "--configurations=9"));
        words.addAll(List.of("--schedule=cosine", "--out=" + out));
        words.addAll(List.of(more));
        return words;
    }

    private End onSpark(Path out, Consumer<String> onLine) throws Exception {
        return gatewise(search(folder, out, EXECUTORS, lib()), onLine);
    }

    @Test
    void choosesTheSameNetworkToTheSameBitsAlthoughItWasStopped() throws Exception {
        Toy.write(folder.resolve("data"));
        Files.writeString(folder.resolve("space.json"), "{\"hiddenSize\": {\"from\": 3, \"to\": 9}, \"layers\": 1}");
        Path out = folder.resolve("out");
        End stopped = onSpark(out, line -> {
            if (line.startsWith("  1 of 3  ")) {
                signal("-INT");
            }
        });
        stopped.hasExitCode(SIGINT);
        assertThat(stopped.err().get(stopped.err().size() - 1))
                .as(stopped.text())
                .isEqualTo("stopped; the same command goes on with what is left");
        assertNothingOfSpark(stopped);
        assertThat(stopped.text()).contains("9 runs into " + out.resolve("rungs/1") + ", seed 1");
        assertThat(out.resolve("winner")).doesNotExist();

        End end = onSpark(out, line -> {}).hasExitCode(0);
        assertThat(end.text())
                .containsPattern("3 runs into " + out.resolve("rungs/2") + ", seed 1, [1-3] (is|are) there already")
                .contains("winner:", "test accuracy")
                .doesNotContain("warning");

        Path local = folder.resolve("local");
        CommandResult here = run(search(folder, local, "--threads=1").toArray()).hasExitCode(0);
        for (int rung = 1; rung <= RUNS.size(); rung++) {
            Path place = Path.of("rungs", Integer.toString(rung));
            assertSameRuns(out.resolve(place), local.resolve(place), RUNS.get(rung - 1));
        }
        assertSameRuns(out.resolve("winner"), local.resolve("winner"), 1);
        assertThat(out.resolve("winner.json")).hasSameBinaryContentAs(local.resolve("winner.json"));
        assertThat(table(end.out().stream()))
                .isEqualTo(table(here.out().lines()))
                .hasSize(9);
    }

    /** The configurations with their figures, but for their seconds. */
    private static List<String> table(Stream<String> out) {
        return out.filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst(" +\\S+$", ""))
                .limit(9)
                .toList();
    }
}
