package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters that are numbers, and too large to compute with: no answer is made of what is none. */
@RequiresBackend
class OverflowingModelTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "LSTM, predict MODEL --index 3",
        "LSTM, predict MODEL --index 3 --json",
        "SIMPLE, predict MODEL --index 3 --json",
        "LSTM, evaluate MODEL --out OUT",
        "SIMPLE, evaluate MODEL --out OUT --json",
        "LSTM, explain MODEL --index 3 --out OUT",
        "LSTM, explain MODEL --index 3 --json --out OUT",
        "LSTM, explain MODEL --test-set --clamp forget=1 --out OUT",
    })
    void itsAnswersAreOneLine(Cell cell, String command) throws Exception {
        Path data = Toy.write(folder.resolve("data"));
        Dataset images = Dataset.open(data.toString());
        NetworkSpec spec = Toy.NETWORK.toBuilder().cell(cell).build();
        Engine engine = Engine.common(spec);
        Checkpoint checkpoint = new Checkpoint(
                engine.create(spec, 1, 1),
                Toy.afterAnEpoch(Toy.provenance(spec, TrainingPlan.TUTORIAL, images, engine)));
        checkpoint.network().params().assign(3e38);
        Path model = folder.resolve("model.zip");
        checkpoint.save(model);

        Object[] words = Arrays.stream((command + " --data " + data).split(" "))
                .map(word -> word.equals("MODEL") ? model : word.equals("OUT") ? folder.resolve("out") : word)
                .toArray();
        CommandResult result = run(words).hasExitCode(2);
        assertThat(result.out()).doesNotContainIgnoringCase("nan");
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("gatewise: the network in " + model + " has parameters above 1e30; ");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
