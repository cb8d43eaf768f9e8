package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.Toy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Studies on two executors. */
class SparkStudyTest extends SparkFixture {
    private static final Pattern DRAWN =
            Pattern.compile("([0-9]) of 6 runs  \\[(=*) *]  ([12]) running  [0-9]+:[0-9]{2} left");

    private Path data;
    private Path study;
    private Path out;

    @BeforeEach
    void write() throws Exception {
        data = Toy.write(folder.resolve("data"));
        study = Files.writeString(
                folder.resolve("study.json"),
                "[{\"cell\": \"gru\", \"hiddenSizes\": [6]}, {\"cell\": \"simple\", \"hiddenSizes\": [7]}]");
        out = folder.resolve("out");
    }

    /** Runs that came to an end. */
    private static long ended(End end) {
        return end.err().stream().filter(line -> line.matches(" +\\d of 6  .*")).count();
    }

    private List<String> compare(int epochs, Path to, String... more) {
        List<String> words =
                new ArrayList<>(List.of("compare", study.toString(), "--data=" + data, "--batch=16", "--seeds=3"));
        words.addAll(List.of("--epochs=" + epochs, "--threads=1", "--out=" + to));
        words.addAll(List.of(more));
        return words;
    }

    private End onSpark(int epochs, Consumer<String> onLine, String... more) throws Exception {
        List<String> words = compare(epochs, out, more);
        words.add(EXECUTORS);
        return gatewise(words, onLine);
    }

    @Test
    void losesNothingToALostExecutorAndAKilledDriverAndTrainsWhatIsMissingAgain() throws Exception {
        int epochs = 60;
        End killed = onSpark(epochs, line -> {
            if (line.startsWith("  1 of 6  ")) {
                killAnExecutor();
            } else if (line.startsWith("  3 of 6  ")) {
                signal("-KILL");
            }
        });
        killed.hasExitCode(SIGKILL);
        assertThat(killed.err().get(0)).startsWith("6 runs into " + out);
        assertThat(killed.err())
                .filteredOn(line -> line.startsWith("warning: "))
                .singleElement()
                .asString()
                .matches("warning: executor [01] on 127.0.0.1 was lost \\(.*\\); what it was at begins anew");
        assertThat(begun(1)).isOne();

        List<Path> there = results();
        assertThat(there).hasSizeBetween(3, 5);
        Files.delete(there.get(1));
        FileTime before = Files.getLastModifiedTime(there.get(0));
        long begun = begun(0);
        List<String> again = compare(epochs, out, EXECUTORS, lib());
        End end = gatewiseOnATerminal(again).hasExitCode(0);
        assertSharesOfRunsAreDrawn(end);
        assertThat(end.text())
                .contains(", " + (there.size() - 1) + " are there already")
                .contains("s/epoch*", "* Measured while other runs")
                .doesNotContain("warning");
        assertThat(ended(end)).isEqualTo(7 - there.size());
        assertThat(begun(0) - begun).isEqualTo(7 - there.size());
        assertThat(results()).hasSize(6);
        assertThat(Files.getLastModifiedTime(there.get(0))).isEqualTo(before);
        assertThat(Files.readAllLines(out.resolve("runs.csv")).get(0)).contains(",part,host,");

        Path local = folder.resolve("local");
        run(compare(epochs, local).toArray()).hasExitCode(0);
        assertSameRuns(out, local, 6);
    }

    /** That a bar was drawn which is longer than that of the runs that had ended, by less than one for each that ran. */
    private static void assertSharesOfRunsAreDrawn(End end) {
        double aRun = 30 / 6.0;
        assertThat(end.err()).as(end.text()).anySatisfy(line -> {
            Matcher drawn = DRAWN.matcher(line);
            assertThat(drawn.find()).isTrue();
            double runs = drawn.group(2).length() / aRun - Integer.parseInt(drawn.group(1));
            assertThat(runs).isGreaterThan(0).isLessThan(Integer.parseInt(drawn.group(3)));
        });
    }

    private List<Path> results() throws IOException {
        try (Stream<Path> files = Files.walk(out.resolve("runs"))) {
            return files.filter(file -> file.endsWith("result.json")).sorted().toList();
        }
    }
}
