package gatewise.cli;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
import gatewise.export.OnnxImport;
import gatewise.io.Json;
import gatewise.network.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes with a network that leaves this application. */
final class ModelMetadata {
    private ModelMetadata() {}

    /** Where it comes from and how it is to be used, as texts by name. */
    static Map<String, String> of(Provenance provenance) {
        NetworkSpec spec = provenance.network();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("title", spec.title());
        metadata.put(OnnxImport.LABELS, Json.pretty(provenance.data().labels()));
        if (provenance.data().isImages()) {
            metadata.put(
                    "preprocessing",
                    "one image is its rows of pixels from top to bottom, each pixel / 255: 0 background, 1 ink");
        } else {
            putSequences(provenance, metadata);
        }
        metadata.put(OnnxImport.TIME_STEPS, Integer.toString(spec.timeSteps()));
        metadata.put("input_size", Integer.toString(spec.inputSize()));
        metadata.put("parameters", Long.toString(spec.parameters()));
        metadata.put("network", spec.toJson());
        metadata.put("data", provenance.data().name());
        if (provenance.data().sha256() != null) {
            metadata.put("data_sha256", provenance.data().sha256());
        }
        if (provenance.isTrained()) {
            metadata.put("seed", Long.toString(provenance.plan().seed()));
            metadata.put("epochs", Integer.toString(provenance.progress().epochs()));
            EpochRecord best = provenance.progress().best();
            if (best != null && best.hasAccuracy()) {
                metadata.put("validation_accuracy", Double.toString(best.validationAccuracy()));
            } else if (best != null) {
                metadata.put("validation_loss", Double.toString(best.validationLoss()));
            }
        } else {
            metadata.put("origin", provenance.origin().toString());
        }
        metadata.put("created", provenance.created());
        metadata.put("gatewise_version", provenance.software().gatewise());
        metadata.put("dl4j_version", provenance.software().dl4j());
        metadata.put("java_version", provenance.software().java());
        return metadata;
    }

    private static void putSequences(Provenance provenance, Map<String, String> metadata) {
        Form form = provenance.form();
        metadata.put(
                "preprocessing",
                "none: steps are in the units of the data and standardised by the model; "
                        + (form.task().saysClasses() ? "" : "so are the numbers that it says; ")
                        + "what stands past the end of a sequence, by its entry in lengths, has no effect");
        metadata.put(OnnxImport.TASK, form.task().toString());
        metadata.put(OnnxImport.FEATURES, Json.pretty(form.features()));
        metadata.put(OnnxImport.READING, Json.pretty(provenance.data().reading()));
    }

    /** The same in one line. */
    static String line(Provenance provenance) {
        String data = provenance.data().name()
                + (provenance.data().sha256() == null
                        ? ""
                        : " (SHA-256 " + provenance.data().sha256() + ")");
        return provenance.network().title() + ", "
                + (provenance.isTrained()
                        ? provenance.progress().epochs() + " epochs on " + data + ", seed "
                                + provenance.plan().seed()
                        : provenance.origin().toString())
                + ", " + provenance.created() + ", Gatewise "
                + provenance.software().gatewise();
    }
}
