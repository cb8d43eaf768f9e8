package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that were copied from a study with the same names and seeds, but other settings, are refused. */
@RequiresBackend
class ForeignResultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "runs/01-gru-3-seed-1";
    private static final String FIX = "; delete it and compare again, or give another folder";

    @TempDir
    static Path folder;

    private static Path own;

    @BeforeAll
    static void compare() throws Exception {
        own = compare("own", "--data", "adding:5", "--epochs", 2);
    }

    private static Path compare(String name, Object... settings) throws Exception {
        Path out = folder.resolve(name);
        command(out, settings).hasExitCode(0);
        return out;
    }

    private static CommandResult command(Path out, Object... settings) throws Exception {
        Path nets = Files.writeString(folder.resolve("nets.json"), "[{\"cell\": \"gru\", \"hiddenSizes\": [3]}]");
        List<Object> words = new ArrayList<>(List.of("compare", nets, "--seeds", 1, "--threads", 1));
        words.addAll(List.of("--out", out, "--limit", 64));
        words.addAll(List.of(settings));
        return run(words.toArray());
    }

    private static Path result(Path out) {
        return out.resolve(RUN).resolve("result.json");
    }

    private static ObjectNode json(Path out) throws Exception {
        return (ObjectNode) JSON.readTree(Files.readAllBytes(result(out)));
    }

    /** Puts another study's files in place of its own, and takes them away again. */
    private static void refuses(Path other, String difference, boolean older, String... files) throws Exception {
        List<byte[]> whole = new ArrayList<>();
        for (String file : files) {
            whole.add(Files.readAllBytes(own.resolve(RUN).resolve(file)));
            Files.copy(
                    other.resolve(RUN).resolve(file),
                    own.resolve(RUN).resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (older) {
            forgetStudy();
        }
        try {
            String problem = result(own) + " is of a study with " + difference;
            run("compare", "--report", "--out", own).isWrongUse(problem + FIX);
            command(own, "--data", "adding:5", "--epochs", 2).isWrongUse(problem + FIX);
        } finally {
            for (int i = 0; i < files.length; i++) {
                Files.write(own.resolve(RUN).resolve(files[i]), whole.get(i));
            }
        }
        run("compare", "--report", "--out", own).hasExitCode(0);
    }

    /** As older versions wrote it. */
    private static void forgetStudy() throws Exception {
        ObjectNode json = json(own);
        assertThat(json.remove("study")).isNotNull();
        Files.write(result(own), JSON.writeValueAsBytes(json));
    }

    @Test
    void fromStudiesWithOtherSettings() throws Exception {
        Path data = compare("data", "--data", "adding:6", "--epochs", 2);
        Path epochs = compare("epochs", "--data", "adding:5", "--epochs", 1);
        Path rate = compare("rate", "--data", "adding:5", "--epochs", 2, "--learning-rate", 0.01);
        refuses(data, "other data", false, "result.json");
        refuses(epochs, "another training plan", false, "result.json");
        refuses(rate, "other networks", false, "result.json");
        // Older versions did not write into a result what it is of, but left it in the checkpoint.
        refuses(data, "other data", true, "result.json", "last.zip");
        refuses(epochs, "another training plan", true, "result.json", "last.zip");
        refuses(rate, "other networks", true, "result.json", "last.zip");
        refuses(rate, "other epochs than the checkpoint beside it", true, "result.json");
        refuses(epochs, "other epochs than the checkpoint beside it", true, "result.json");
    }

    @Test
    void ofAnOlderVersionAreReadWithAndWithoutTheirCheckpoints() throws Exception {
        Path older = compare("older", "--data", "adding:5", "--epochs", 2);
        ObjectNode json = json(older);
        json.remove("study");
        Files.write(result(older), JSON.writeValueAsBytes(json));
        run("compare", "--report", "--out", older).hasExitCode(0);
        run("train", "--resume", "--epochs", 3, "--out", older.resolve(RUN)).hasExitCode(0);
        run("compare", "--report", "--out", older).hasExitCode(0);
        Files.delete(older.resolve(RUN).resolve("last.zip"));
        run("compare", "--report", "--out", older).hasExitCode(0);
        Files.delete(older.resolve(RUN).resolve("best.zip"));
        run("compare", "--report", "--out", older).hasExitCode(0);
    }

    @Test
    void ofANewerVersionAreRefusedByName() throws Exception {
        ObjectNode json = json(own);
        byte[] whole = Files.readAllBytes(result(own));
        ((ObjectNode) json.get("study")).put("formatVersion", 99).put("threads", "many");
        Files.write(result(own), JSON.writeValueAsBytes(json));
        try {
            run("compare", "--report", "--out", own)
                    .isWrongUse(result(own) + " was written by another Gatewise in format 99, which is newer than 1,");
        } finally {
            Files.write(result(own), whole);
        }
        Path study = own.resolve("study.json");
        byte[] begun = Files.readAllBytes(study);
        Files.writeString(study, "{\"formatVersion\": 99, \"entries\": \"many\"}");
        try {
            run("compare", "--report", "--out", own)
                    .isWrongUse(study + " was written by another Gatewise in format 99, which is newer than 1,");
        } finally {
            Files.write(study, begun);
        }
    }
}
