package gatewise.testing;

import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import java.nio.file.Path;
import java.util.List;

/** A small problem that is learned in a second: images of 6 x 5 pixels in three classes. */
public final class Toy {
    public static final NetworkSpec NETWORK = NetworkSpec.tutorial().toBuilder()
            .inputSize(5)
            .timeSteps(6)
            .classes(3)
            .hiddenSizes(List.of(8))
            .optimizer(Optimizer.named("adam", 0.01))
            .build();

    private Toy() {}

    /** 240 training files' images, 60 test images. */
    public static Path write(Path folder) throws Exception {
        IdxFiles.write(folder, 240, 60, 6, 5, 3, 1, false);
        return folder;
    }

    public static Dataset data(Path folder) throws Exception {
        return Dataset.open(write(folder).toString());
    }

    public static Provenance provenance(NetworkSpec network, TrainingPlan plan, Dataset data) {
        return provenance(network, plan, data, Engine.FAST);
    }

    public static Provenance provenance(NetworkSpec network, TrainingPlan plan, Dataset data, Engine engine) {
        return new Provenance(
                new Provenance.Software("test", "test", "test", "cpu"),
                "2026-01-01T00:00:00Z",
                network,
                Provenance.Data.of("toy", data, Reading.DEFAULT),
                new Origin.Trained(plan, engine, 1, Progress.START));
    }

    /** As a run leaves it after its first epoch, of figures that are made up. */
    public static Provenance afterAnEpoch(Provenance begun) {
        EpochRecord epoch = new EpochRecord(
                1,
                new EpochRecord.Losses(0.5, 0.5),
                new EpochRecord.Accuracy(0.75, 0.75),
                new EpochRecord.Pace(1, 220),
                List.of());
        return begun.with(begun.progress().afterEpoch(epoch));
    }
}
