package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.ToySequences;
import gatewise.training.Preset;
import gatewise.training.RunFolder;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class ResumedSequencesTest {
    private static final TrainingPlan PLAN =
            Preset.SEQUENCES.plan().toBuilder().epochs(3).batchSize(8).seed(5).build();

    @TempDir
    Path folder;

    @Test
    void sequencesOfUnequalLengthsGoOnWithTheSameBits() throws Exception {
        Path file = ToySequences.classes(folder);
        goesOn(file.toString(), Dataset.open(file.toString()), Reading.DEFAULT);
    }

    @Test
    void classesOfStepsGoOnWithTheSameBits() throws Exception {
        goesOn("copy:3", Dataset.open("copy:3").limit(60), Reading.DEFAULT);
    }

    @Test
    void forecastsGoOnWithTheSameBits() throws Exception {
        Dataset data = ToySequences.forecast(folder);
        goesOn(folder.resolve("series.csv").toString(), data, ToySequences.FORECAST);
    }

    private void goesOn(String source, Dataset data, Reading reading) {
        NetworkSpec network = Defaults.network(data).toBuilder()
                .hiddenSizes(List.of(6))
                .dropout(0.2)
                .build();
        Provenance.Data from = Provenance.Data.of(source, data, reading);
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        Trainer uninterrupted = new Trainer(start(network, from), data, new TrainingObserver() {});
        float[] expected = parameters(uninterrupted.run(whole));

        RunFolder stopped = new RunFolder(folder.resolve("stopped"));
        Trainer[] trainer = new Trainer[1];
        trainer[0] = new Trainer(start(network, from), data, new TrainingObserver() {
            @Override
            public void batchDone(int epoch, int batch, int batches, double loss, double sequencesPerSecond) {
                if (epoch == 2 && batch == 3) {
                    trainer[0].stop();
                }
            }
        });
        assertThat(trainer[0].run(stopped).provenance().progress().batch()).isEqualTo(3);
        Reproduction.Outcome half = new Reproduction(stopped.last(), data)
                .run(new TrainingObserver() {})
                .orElseThrow();
        assertThat(half.agrees()).isTrue();
        assertThat(half.reproducedScore()).isEqualTo(half.score());

        Checkpoint resumed = Checkpoint.resume(stopped.latest(), Engine.FAST, 1);
        Dataset again = resumed.provenance().data().open();
        Dataset same = again.train().count() > data.train().count()
                ? again.limit(data.train().count())
                : again;
        Trainer rest = new Trainer(resumed, same, new TrainingObserver() {});
        assertThat(parameters(rest.run(stopped))).isEqualTo(expected);
    }

    private static Checkpoint start(NetworkSpec network, Provenance.Data data) {
        Provenance provenance = new Provenance(
                new Provenance.Software("test", "test", "test", "cpu"),
                "2026-01-01T00:00:00Z",
                network,
                data,
                new Origin.Trained(PLAN, Engine.FAST, 1, Progress.START));
        return new Checkpoint(Engine.FAST.create(network, PLAN.seed(), 1), provenance);
    }

    private static float[] parameters(Checkpoint checkpoint) {
        return checkpoint.network().params().dup().data().asFloat();
    }
}
