package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.io.Text;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class DivergenceCommandTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.write(folder.resolve("data"));
    }

    /** Its last line. */
    private static String fails(Object... arguments) {
        return last(run(arguments).hasExitCode(1));
    }

    private static String last(CommandResult result) {
        return result.err().lines().reduce((first, second) -> second).orElseThrow();
    }

    @Test
    void trainEndsWithALineAndWritesNothing() {
        Path out = folder.resolve("run");
        CommandResult result = run(
                        "train",
                        "--data",
                        data,
                        "--batch",
                        16,
                        "--optimizer",
                        "sgd",
                        "--learning-rate",
                        "1e30",
                        "--out",
                        out)
                .hasExitCode(1);
        assertThat(last(result))
                .matches("gatewise: the loss became (NaN|Infinity) in epoch 1, batch \\d: training diverged, and"
                        + " nothing was saved; train anew with a lower --learning-rate \\(now 1e30\\), .*");
        assertThat(result.out()).doesNotContain("accuracy on all");
        assertThat(out).doesNotExist();
    }

    @Test
    void aPenaltyThatIsTooLargeIsNamed() {
        assertThat(fails("train", "--data", data, "--batch", 16, "--l2", "1e30", "--out", folder.resolve("run")))
                .contains("a lower --learning-rate (now 0.001) or --l2 (now 1e30), or bound ");
    }

    @Test
    void aDryRunEndsLikewise() throws Exception {
        NetworkSpec overflowing = Toy.NETWORK.toBuilder()
                .optimizer(new Optimizer.Sgd(1e38))
                .l2(1e30)
                .build();
        Path network = Files.writeString(folder.resolve("network.json"), overflowing.toJson());
        CommandResult result = run("train", "--dry-run", "--data", data, "--batch", 16, "--network", network)
                .hasExitCode(1);
        assertThat(last(result))
                .matches("gatewise: a parameter became (NaN|-?Infinity) in epoch 1, batch 1; lower the --learning-rate"
                        + " \\(now 1e38\\) or --l2 \\(now 1e30\\), or .*");
        assertThat(result.out()).doesNotContain("one batch");
    }

    @Test
    void whatDivergedDivergesAgainWhenItGoesOnAndKeepsWhatItHad() throws Exception {
        Path out = Files.createDirectory(folder.resolve("run"));
        wild(2).save(out.resolve("last.zip"));
        byte[] kept = Files.readAllBytes(out.resolve("last.zip"));
        String first = null;
        for (int again = 0; again < 2; again++) {
            String said = fails("train", "--resume", "--data", data, "--out", out);
            assertThat(said)
                    .matches("gatewise: the loss became (NaN|Infinity) in epoch 2, batch \\d: training diverged, and .*"
                            + "/last.zip keeps what was saved last; train anew with a lower --learning-rate .*");
            assertThat(said).isEqualTo(first == null ? said : first);
            first = said;
            assertThat(Files.readAllBytes(out.resolve("last.zip"))).isEqualTo(kept);
            run("predict", out.resolve("last.zip"), "--index", 0, "--data", data)
                    .hasExitCode(0);
        }
    }

    /** Compares a network that diverges by a setting with one that does not. */
    private Object[] compare(String setting, Path out) throws Exception {
        String network = "{\"name\": \"%s\", \"cell\": \"gru\", \"hiddenSizes\": [6]%s}";
        Path networks = Files.writeString(
                folder.resolve("networks.json"),
                "[" + Text.format(network, "wild", ", " + setting) + ", " + Text.format(network, "tame", "") + "]");
        return new Object[] {
            "compare", networks, "--data", data, "--batch", 16, "--epochs", 1, "--seeds", 2, "--out", out
        };
    }

    @Test
    void aStudyGoesOnWithItsOtherRunsAndSaysWhichDiverged() throws Exception {
        Path out = folder.resolve("study");
        Object[] compare = compare("\"optimizer\": {\"type\": \"sgd\", \"learningRate\": 1e30}", out);
        CommandResult first = run(compare).hasExitCode(1);
        assertThat(first.err()).contains("1 of 4  wild, seed 1: the loss became ", "  4 of 4  tame, seed 2: ");
        assertThat(last(first))
                .startsWith("gatewise: 2 of 4 runs diverged, the first of them wild, seed 1: the loss became ")
                .contains("epoch 1, batch ", "; ", "a lower learning rate for wild, and", "--out");
        assertThat(out.resolve("runs/02-tame-seed-2/result.json")).exists();
        assertThat(out.resolve("runs/01-wild-seed-1").toFile().list())
                .filteredOn(name -> !name.startsWith(".lock"))
                .containsExactly("diverged.json");
        assertThat(out.resolve("report.html")).doesNotExist();

        CommandResult again = run(compare).hasExitCode(1);
        assertThat(again.err()).contains("2 are there already").doesNotContain("tame, seed");
        assertThat(last(again)).isEqualTo(last(first));
    }

    @Test
    void aReportTellsWhatDivergedFromWhatWasNotBegun() throws Exception {
        Path out = folder.resolve("study");
        Object[] compare = compare("\"l2\": 1e30", out);
        assertThat(fails(compare))
                .endsWith("; compare anew with a lower learning rate or l2 for wild, and another --out than " + out
                        + ", which keeps the finished runs");

        CommandResult report = run("compare", "--report", "--out", out).hasExitCode(1);
        assertThat(report.out())
                .containsPattern(
                        "missing:\n  wild, seed 1: diverged: .* in epoch 1, batch \\d+\n  wild, seed 2: diverged: ");
        assertThat(last(report))
                .isEqualTo("gatewise: " + out + ": 2 of 4 runs finished, 2 diverged; compare anew with a lower learning"
                        + " rate or l2 for wild, and another --out");

        Files.delete(out.resolve("runs/02-tame-seed-2/result.json"));
        assertThat(fails("compare", "--report", "--out", out))
                .isEqualTo("gatewise: " + out + ": 1 of 4 runs finished, 2 diverged, 1 not begun; finish it by gatewise"
                        + " compare --out " + out);
        run("compare", "--out", out).hasExitCode(1);
        assertThat(out.resolve("runs/02-tame-seed-2/result.json")).exists();

        List<Object> part = new ArrayList<>(List.of(compare));
        part.addAll(List.of("--part", "1/2"));
        run(part.toArray()).hasExitCode(1);
        report = run("compare", "--report", "--out", out).hasExitCode(1);
        assertThat(report.out()).contains("  wild, seed 2: diverged in part 1: ");
        assertThat(last(report))
                .endsWith("2 diverged; compare anew with a lower learning rate or l2 for wild, and another --out");
    }

    @Test
    void reproduceSaysThatTheRunDiverged() throws Exception {
        Path file = folder.resolve("wild.zip");
        wild(1).save(file);

        assertThat(fails("reproduce", file, "--data", data))
                .startsWith("gatewise: " + file + " is not reproduced: the loss became ")
                .contains("epoch 1, batch ");
    }

    /** After one epoch, of so many, and with a rate that no training survives. */
    private Checkpoint wild(int epochs) {
        Dataset images = Dataset.open(data.toString());
        NetworkSpec wild =
                Toy.NETWORK.toBuilder().optimizer(new Optimizer.Sgd(1e30)).build();
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(epochs)
                .batchSize(16)
                .shuffle(true)
                .seed(1)
                .build();
        EpochRecord epoch = new EpochRecord(
                1,
                new EpochRecord.Losses(1, null),
                new EpochRecord.Accuracy(1.0, 1.0),
                new EpochRecord.Pace(1, 1),
                null);
        var provenance = Toy.provenance(wild, plan, images).with(new Progress(List.of(epoch), 0, 0, 0, null));
        return new Checkpoint(Engine.FAST.create(wild, 1, 1), provenance);
    }
}
