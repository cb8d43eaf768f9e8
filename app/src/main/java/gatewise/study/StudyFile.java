package gatewise.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.data.Dataset;
import gatewise.data.Holdout;
import gatewise.io.InputFile;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A list of networks to compare as a user writes it: a JSON array with an object for each network, which holds fields of
 * {@link NetworkSpec} in its JSON form, all optional, and {@code name}, {@code layers} and {@code plan} ("study" or
 * "tutorial"). What is missing is as in the tutorial's network, but for the study's optimizer;
 * hiddenSizes that are missing are found, those of the plan "tutorial" are the tutorial's.
 */
public final class StudyFile {
    private static final int MOST_LAYERS = 16;
    private static final int MOST_BYTES = 1 << 20;
    /** A field that the JSON of a network leaves out where it says a class. */
    private static final String OUTPUT = "output";

    private final Path file;
    private final NetworkSpec template;
    private final Holdout holdout;
    private final boolean images;

    private StudyFile(Path file, NetworkSpec template, Holdout holdout, boolean images) {
        this.file = file;
        this.template = template;
        this.holdout = holdout;
        this.images = images;
    }

    /**
     * Reads a list of networks.
     *
     * @param template the images' size, initial parameters and optimiser where an entry names none
     * @throws UserError in one line that names the entry and the field, if it is not such a list
     */
    public static List<StudyDraft> read(Path file, NetworkSpec template, Holdout images) {
        return new StudyFile(file, template, images, true).read();
    }

    /** The same for a set of any kind. */
    public static List<StudyDraft> read(Path file, NetworkSpec template, Dataset data) {
        return new StudyFile(file, template, data.holdout(), data.form().isImages()).read();
    }

    private List<StudyDraft> read() {
        JsonNode list = tree();
        if (list == null || !list.isArray()) {
            throw new UserError(
                    file + ": expected a JSON list of networks",
                    "give one such as [{\"cell\": \"gru\"}, {\"cell\": \"lstm\", \"layers\": 2}]");
        }
        if (list.isEmpty()) {
            throw new UserError(
                    file + ": the list is empty, expected at least one network", "add one such as {\"cell\": \"gru\"}");
        }
        List<StudyDraft> drafts = new ArrayList<>();
        for (JsonNode entry : list) {
            drafts.add(draft(entry, file + ": network " + (drafts.size() + 1)));
        }
        return drafts;
    }

    private JsonNode tree() {
        try {
            return Json.STRICT.readTree(InputFile.text(file, MOST_BYTES, "give a JSON list of networks"));
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is not JSON: " + JsonReason.of(e), "correct it", e);
        }
    }

    private StudyDraft draft(JsonNode entry, String where) {
        if (!entry.isObject()) {
            throw new UserError(where + " is not an object", "expected such as {\"cell\": \"gru\"}");
        }
        ObjectNode fields = entry.deepCopy();
        String name = text(fields, "name", null, where);
        String plan = text(fields, "plan", "study", where);
        if (!plan.equals("study") && !plan.equals("tutorial")) {
            throw new UserError(where + ": plan must be study or tutorial, got '" + plan + "'", "give one of these");
        }
        boolean tutorial = plan.equals("tutorial");
        JsonNode layers = fields.remove("layers");
        if (layers != null && fields.has("hiddenSizes")) {
            throw new UserError(where + ": hiddenSizes says how many layers there are", "leave out layers");
        }
        boolean whole = layers == null || layers.isInt() && layers.asInt() >= 1 && layers.asInt() <= MOST_LAYERS;
        if (!whole) {
            throw new UserError(
                    where + ": layers must be in 1.." + MOST_LAYERS + ", got " + layers, "give a number in that range");
        }
        int unsized = layers != null ? layers.asInt() : fields.has("hiddenSizes") || tutorial ? 0 : 1;
        NetworkSpec network = network(fields, tutorial ? StudyDraft.tutorial(template, holdout) : template, where);
        checkData(network, where);
        return new StudyDraft(name, network, unsized, tutorial);
    }

    private static String text(ObjectNode fields, String field, String otherwise, String where) {
        JsonNode value = fields.remove(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new UserError(where + ": " + field + " must be a text, got " + value, "give one in quotes");
        }
        if (!Text.isWhole(value.asText())) {
            throw new UserError(where + ": " + field + " has half a character", "correct it");
        }
        return value.asText();
    }

    private static NetworkSpec network(ObjectNode fields, NetworkSpec start, String where) {
        ObjectNode whole = Json.STRICT.valueToTree(start);
        for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!whole.has(name) && !name.equals(OUTPUT)) {
                List<String> known = new ArrayList<>(List.of("name", "plan", "layers"));
                whole.fieldNames().forEachRemaining(known::add);
                if (!whole.has(OUTPUT)) {
                    known.add(OUTPUT);
                }
                throw new UserError(
                        where + ": unknown field '" + name + "', expected one of " + String.join(", ", known),
                        Suggestion.of(name, known)
                                .map(word -> "did you mean " + word + "?")
                                .orElse("correct it"));
            }
        }
        whole.setAll(fields);
        return NetworkSpec.fromJson(whole.toString(), where);
    }

    private void checkData(NetworkSpec network, String where) {
        if (network.task() != template.task()) {
            throw new UserError(
                    where + ": the task " + network.task() + " is not that of the data, " + template.task(),
                    "give that in its output, or leave it out");
        }
        boolean same = network.timeSteps() == template.timeSteps()
                && network.inputSize() == template.inputSize()
                && network.classes() == template.classes();
        if (!same && !images) {
            throw new UserError(
                    Text.format(
                            "%s reads sequences of %s and says %s, but the data has %s and %d",
                            where,
                            size(network),
                            Text.count(network.classes(), "output"),
                            size(template),
                            template.classes()),
                    "all networks read the same sequences, so leave out timeSteps, inputSize and classes");
        }
        if (!same) {
            throw new UserError(
                    Text.format(
                            "%s reads images of %d x %d in %d classes, but the data has %d x %d in %d",
                            where,
                            network.timeSteps(),
                            network.inputSize(),
                            network.classes(),
                            template.timeSteps(),
                            template.inputSize(),
                            template.classes()),
                    "all networks read the same images, so leave out timeSteps, inputSize and classes");
        }
    }

    private static String size(NetworkSpec network) {
        return Text.format(
                "%s and at most %s",
                Text.count(network.inputSize(), "feature"), Text.count(network.timeSteps(), "step"));
    }
}
