package gatewise.checkpoint;

import gatewise.data.Columns;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.data.StepDistance;
import gatewise.data.Task;
import gatewise.data.TrainedSteps;
import gatewise.data.Window;
import gatewise.network.NetworkSpec;
import gatewise.network.Output;
import java.nio.file.Path;
import java.util.List;

/** Good checkpoints of networks that read sequences of six steps, load and wind. */
final class SequenceCheckpoints {
    private SequenceCheckpoints() {}

    /** A forecast says the load at two steps, other tasks two classes or numbers. */
    static void write(Path file, Task task) {
        boolean classes = task.saysClasses();
        boolean forecast = task == Task.FORECAST;
        NetworkSpec spec = CheckpointCase.SPEC.toBuilder()
                .inputSize(2)
                .classes(2)
                .output(Output.of(task))
                .build();
        Provenance images = CheckpointCase.provenance(spec);
        Provenance.Data.Sequences sequences = new Provenance.Data.Sequences(
                task,
                List.of("load", "wind"),
                new Scaling(List.of(5f, 6f), List.of(7f, 8f)),
                classes ? null : new Scaling(List.of(5f, 5f), List.of(7f, 7f)),
                new Reading(
                        task,
                        forecast ? new Columns(null, null, null, null, List.of("load")) : Columns.NONE,
                        Missing.REFUSE,
                        forecast ? new Window(6, 2, 12) : null));
        List<String> outputs = forecast ? List.of("load+1", "load+2") : List.of("a", "b");
        Provenance.Data data = new Provenance.Data(
                "toy",
                "toy",
                "0".repeat(64),
                images.data().training(),
                new Provenance.Data.Content(
                        outputs, sequences, new TrainedSteps(9, new StepDistance(5, StepDistance.Unit.NUMBER), null)));
        EpochRecord epoch = new EpochRecord(
                1,
                new EpochRecord.Losses(0.5, 0.5),
                classes ? new EpochRecord.Accuracy(0.75, 0.75) : EpochRecord.Accuracy.NONE,
                new EpochRecord.Pace(1, 220),
                List.of());
        Provenance provenance = images.with(spec, data).with(Progress.START.afterEpoch(epoch));
        new Checkpoint(Engine.PORTABLE.create(spec, 1, 1), provenance).save(file);
    }
}
