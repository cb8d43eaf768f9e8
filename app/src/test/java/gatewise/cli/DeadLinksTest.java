package gatewise.cli;

import static gatewise.cli.CommandResult.run;

import gatewise.testing.RequiresBackend;
import gatewise.testing.ToySequences;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link that leads nowhere, given as a file of whatever kind, is said to be one. */
@RequiresBackend
@DisabledOnOs(OS.WINDOWS)
class DeadLinksTest {
    private static final String IMAGES = "../docs/models/lstm-28.zip";

    @TempDir
    Path folder;

    private static CommandResult read(String command, Object file) {
        return run((Object[]) (command.replace("IMAGES", IMAGES) + " " + file).split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --dry-run --network",
                "train --dry-run --data",
                "train --resume --out",
                "compare",
                "compare --search",
                "compare --report --out",
                "compare --data",
                "reproduce",
                "evaluate",
                "evaluate IMAGES --data",
                "predict IMAGES",
                "predict IMAGES --index 0 --data",
                "explain",
                "explain IMAGES",
                "export --onnx new.onnx",
                "serve --port 0",
                "import --out new.zip --onnx",
                "describe",
                "verify"
            })
    void areNamedWithTheirTarget(String command) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("given"), Path.of("gone"));
        read(command, link).isWrongUse(link + " is a link to gone, which is not there");
        Path second = Files.createSymbolicLink(folder.resolve("second"), link);
        read(command, second).isWrongUse(second + " is a link to gone, which is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.ts", "x.csv", "x.csv.gz"})
    void amongSequences(String name) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve(name), folder.resolve("gone"));
        for (String command : new String[] {"train --dry-run --data", "compare --data"}) {
            read(command, link).isWrongUse(link + " is a link to " + folder.resolve("gone") + ", which is not there");
        }
        Path model = folder.resolve("run");
        run("train", "--data", ToySequences.classes(folder), "--hidden", 2, "--epochs", 1, "--out", model)
                .hasExitCode(0);
        for (String command : new String[] {"predict ", "explain ", "evaluate --data "}) {
            read(command + model.resolve("best.zip"), link).isWrongUse(link + " is a link to ");
        }
    }

    @Test
    void inThePathOfAFile() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("disk"), Path.of("gone"));
        Path file = link.resolve("m.zip");
        String why = ", as " + link + " is a link to gone, which is not there; ";
        read("describe", file).isWrongUse(file + ": no such file" + why);
        read("train --dry-run --data", file)
                .isWrongUse(file + ": no such file or folder, and no set of that name" + why);
    }

    @Test
    void inACircle() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        read("describe", link).isWrongUse(link + " is a link that leads back to itself");
    }

    @Test
    void asOneOfTheFilesOfASet() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("train-images-idx3-ubyte"), Path.of("gone"));
        String why = "; " + link + " is a link to gone, which is not there; ";
        read("train --dry-run --data", folder).isWrongUse(why);
        Files.createFile(folder.resolve("train-labels-idx1-ubyte"));
        read("train --dry-run --data", folder).isWrongUse(why);
        Path pairs = Files.createDirectory(folder.resolve("pairs"));
        Path test = Files.createSymbolicLink(pairs.resolve("x_TEST.ts"), Path.of("gone"));
        Files.createFile(pairs.resolve("x_TRAIN.ts"));
        read("train --dry-run --data", pairs).isWrongUse(test + " is a link to gone, which is not there; ");
    }
}
