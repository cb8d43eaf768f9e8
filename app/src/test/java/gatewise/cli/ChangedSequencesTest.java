package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sequences and flags that are not those of the training, and steps that are cut. */
@RequiresBackend
class ChangedSequencesTest {
    @TempDir
    Path folder;

    private Path table;
    private Path trained;

    @BeforeEach
    void train() throws Exception {
        StringBuilder text = new StringBuilder("id,t,x,y,kind\n");
        for (int i = 0; i < 24; i++) {
            for (int t = 0; t < 2 + i % 3; t++) {
                text.append(
                        "s" + i + "," + t + "," + i % 2 + "," + (100 + t) + "," + (i % 2 == 0 ? "up" : "down") + "\n");
            }
        }
        table = Files.writeString(folder.resolve("grown.csv"), text);
        trained = folder.resolve("grown");
        Object[] arguments = ("train --data " + table
                        + " --sequence id --step t --label kind --hidden 3 --epochs 1 --out " + trained)
                .split(" ");
        assertThat(run(arguments).hasExitCode(0).out())
                .contains("data: grown, table with a row a step; 16 training, 4 validation and 4 test")
                .contains("    loss    4 test  validation");
    }

    @Test
    void areMissed() throws Exception {
        Files.delete(table);
        run("evaluate", trained.resolve("best.zip"))
                .isWrongUse(
                        "the data that the network was trained on is no longer there: " + table + "; bring it back");
    }

    /** Another part of them would be the test. */
    @Test
    void areNotTakenForThoseOfTheTraining() throws Exception {
        Files.writeString(table, "new,0,1,100,up\nnew,1,1,100,up\n", StandardOpenOption.APPEND);
        for (String command : List.of("evaluate", "predict", "explain")) {
            List<Object> arguments = new ArrayList<>(List.of(command, trained.resolve("best.zip")));
            arguments.addAll(command.equals("evaluate") ? List.of() : List.of("--index", 0));
            run(arguments.toArray()).isWrongUse("is not what the network was trained on (its checksum differs)");
        }
    }

    @Test
    void areScoredAsAnotherFileAndNamed() throws Exception {
        Path copy = Files.copy(table, folder.resolve("copy.csv"));
        String words = "is not as it was when the network was trained on it";
        for (Path file : List.of(table, copy)) {
            Files.writeString(file, "new,0,1,100,up\nnew,1,1,100,up\n", StandardOpenOption.APPEND);
        }

        assertThat(run("evaluate", trained.resolve("best.zip"), "--data", table)
                        .hasExitCode(0)
                        .out()
                        .lines())
                .contains("The data " + words + ": sequences that trained it may be among these.");
        assertThat(run("evaluate", trained.resolve("best.zip"), "--data", copy)
                        .hasExitCode(0)
                        .out())
                .doesNotContain(words);
    }

    @Test
    void areNotReadInAnotherWay() {
        run("train", "--resume", "--out", trained, "--window", 3).isWrongUse("--window cannot change");
        run("train", "--data", "adding:5", "--label", "kind", "--out", folder.resolve("none"))
                .isWrongUse("--data adding:5 is read as it is");
    }

    /** A beginning of it would be another number. */
    @Test
    void aLineThatIsTooLongIsNotAnsweredByItsBeginning() {
        String lines = "1,100\n\n1,100." + "0".repeat(1 << 20) + "\n1,100\n";
        CommandResult result = SequenceCommandsTest.fed(lines, "predict", trained.resolve("best.zip"), "--stream");
        assertThat(result.hasExitCode(1).err()).contains("line 3: is longer than 1048576 characters");
        assertThat(result.out().lines().filter(words -> words.startsWith("1:"))).hasSize(2);
    }
}
