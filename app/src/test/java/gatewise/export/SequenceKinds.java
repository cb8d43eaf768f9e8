package gatewise.export;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.io.Json;
import gatewise.network.NetworkSpec;
import gatewise.network.Output;
import gatewise.scoring.Inference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Networks of every kind for sequences of three features and four outputs, in units far from 0 and 1. */
final class SequenceKinds {
    static final List<String> FEATURES = List.of("heart rate", "a, b", "\"C\"");
    private static final Scaling SCALING = new Scaling(List.of(70f, -2f, 0.1f), List.of(12f, 0.5f, 30f));

    private SequenceKinds() {}

    static Form form(Task task) {
        return new Form(
                task,
                FEATURES,
                List.of("walks", "runs", "sleeps", "zwölf */"),
                SCALING,
                task.saysClasses() ? null : new Scaling(List.of(100f, -3f, 0f, 1f), List.of(10f, 0.1f, 1f, 2f)));
    }

    static NetworkSpec spec(NetworkSpec kind, Task task) {
        return kind.toBuilder()
                .inputSize(3)
                .timeSteps(30)
                .classes(4)
                .output(Output.of(task))
                .build();
    }

    static Inference inference(MultiLayerNetwork network, NetworkSpec spec) {
        Provenance.Data data =
                new Provenance.Data(null, "none", null, Provenance.Data.Training.NONE, List.of("a", "b", "c", "d"));
        return Inference.of(new Checkpoint(network, Provenance.imported(spec, data, "a test")));
    }

    static byte[] export(MultiLayerNetwork network, NetworkSpec spec) {
        return OnnxExport.of(NetworkWeights.of(network, spec), form(spec.task()), "test", metadata(spec));
    }

    static Map<String, String> metadata(NetworkSpec spec) {
        Form form = form(spec.task());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(OnnxImport.TIME_STEPS, "30");
        metadata.put(OnnxImport.TASK, form.task().toString());
        metadata.put(OnnxImport.FEATURES, Json.pretty(form.features()));
        metadata.put(OnnxImport.LABELS, Json.pretty(form.outputs()));
        metadata.put(OnnxImport.READING, Json.pretty(Reading.DEFAULT));
        return metadata;
    }
}
