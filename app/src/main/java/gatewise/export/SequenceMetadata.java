package gatewise.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.data.Form;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the metadata of a model of sequences that are no images says; the graph has the rest.
 *
 * @param features the names of a step's numbers
 * @param outputs the names of the classes, or of the numbers that are said
 * @param reading how files of sequences were read
 */
record SequenceMetadata(Task task, List<String> features, List<String> outputs, Reading reading) {
    /** Empty for a model of another program, or of images. */
    static Optional<SequenceMetadata> of(Map<String, String> metadata) {
        Optional<Task> task = Arrays.stream(Task.values())
                .filter(known -> known.toString().equals(metadata.get(OnnxImport.TASK)))
                .findFirst();
        return task.map(known -> new SequenceMetadata(
                known,
                names(metadata, OnnxImport.FEATURES),
                names(metadata, OnnxImport.LABELS),
                metadata.containsKey(OnnxImport.READING)
                        ? read(metadata, OnnxImport.READING, Reading.class)
                        : Reading.DEFAULT));
    }

    private static List<String> names(Map<String, String> metadata, String key) {
        List<String> names = Arrays.asList(read(metadata, key, String[].class));
        if (names.contains(null)) {
            throw damaged(key, null);
        }
        return names;
    }

    private static <T> T read(Map<String, String> metadata, String key, Class<T> type) {
        try {
            T value = Json.STRICT.readValue(metadata.getOrDefault(key, "null"), type);
            if (value == null) {
                throw damaged(key, null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw damaged(key, e);
        }
    }

    private static UserError damaged(String key, Exception cause) {
        return new UserError(
                "the model's metadata has a task, but no " + key + " that can be read",
                "export the model again",
                cause);
    }

    /**
     * With what the graph says.
     *
     * @param outputScaling null where it scales no answer back
     * @throws UserError if there are not as many names as columns
     */
    Form form(Scaling scaling, Scaling outputScaling, int classes) {
        check(OnnxImport.FEATURES, features.size(), scaling.columns());
        check(OnnxImport.LABELS, outputs.size(), classes);
        return new Form(
                task,
                features,
                outputs,
                scaling,
                task.saysClasses() ? null : outputScaling == null ? Scaling.none(classes) : outputScaling);
    }

    private static void check(String key, int found, int expected) {
        if (found != expected) {
            throw new UserError(
                    Text.format("the model's metadata has %d names in %s, expected %d", found, key, expected),
                    "export the model again");
        }
    }
}
