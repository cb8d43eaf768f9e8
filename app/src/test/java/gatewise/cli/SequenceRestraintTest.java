package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a network of sequences from learning its training set by heart: weights decay, a share is held out. */
@RequiresBackend
class SequenceRestraintTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static TrainedSequences models;

    @BeforeAll
    static void write() throws Exception {
        models = TrainedSequences.in(folder);
    }

    @Test
    void weightsDecayAndTheShareForValidationIsSaid() throws Exception {
        Path model = models.model("held");
        models.train("held", models.onTable(), "--label", "kind", "--epochs", 1, "--validation", 0.5, "--l2", 0.25);
        models.train("usual", models.onTable(), "--label", "kind", "--epochs", 1);
        JsonNode described =
                JSON.readTree(run("describe", model, "--json").hasExitCode(0).out());
        assertThat(described.at("/network/l2").asDouble()).isEqualTo(0.25);
        assertThat(described.at("/data/trainingImages").asInt()).isEqualTo(24);
        assertThat(described.at("/data/sequences/reading/validation").asDouble())
                .isEqualTo(0.5);
        run("reproduce", model).hasExitCode(0);
        run("evaluate", model, "--out", folder.resolve("scored")).hasExitCode(0);
        assertThat(JSON.readTree(
                                run("describe", models.model("usual"), "--json").out())
                        .at("/data/sequences/reading")
                        .has("validation"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--validation 0|--validation must be in 0.01..0.5, got 0; give a share in that range",
                "--validation 0.6|--validation must be in 0.01..0.5, got 0.6; give a share in that range",
                "--validation NaN|--validation must be in 0.01..0.5, got NaN; give a share in that range",
                "--validation 0.3 --window 4|series that are forecast are cut in order of time; leave it out",
                "--l2 -1|--l2 must not be negative, got -1; give 0 or more",
                "--l2 1e39|--l2 must be in 0..1e38, got 1e39; give a number in that range",
            })
    void whatCannotBeHeldOutOrDecay(String given) {
        String[] parts = given.split("\\|");
        List<Object> all = new ArrayList<>(List.of("train", "--data", models.hours()));
        all.addAll(List.of((Object[]) parts[0].split(" ")));
        assertThat(run(all.toArray()).hasExitCode(2).err()).contains(parts[1]);
    }
}
