package gatewise.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Looks at each field of gatewise.json by itself, before it becomes a {@link ProvenanceFile}: whether it is there where
 * every version wrote it, and whether it can be. What a network may be, {@link gatewise.network.NetworkSpec} says.
 */
final class ProvenanceCheck {
    /** More than any machine of today lends one process. */
    private static final int MOST_THREADS = 1024;

    private static final int LONGEST_PATH = 40_000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Predicate<JsonNode> NOT_NEGATIVE = FieldCheck.number(value -> value >= 0);
    private static final Predicate<JsonNode> SHARE = FieldCheck.number(value -> value >= 0 && value <= 1);
    private static final String NUMBER = "a number of at least 0";
    private static final String TEXT = "a text of 1.." + Provenance.LONGEST_NAME + " characters";

    private final FieldCheck check = new FieldCheck();

    private ProvenanceCheck() {}

    /** The first field that cannot be, in a few words; null if all can. */
    static String problem(JsonNode json) {
        return problem(json, null);
    }

    /**
     * The same of one whose epochs were looked at before.
     *
     * @param ofHistory what is wrong with them; null for nothing
     */
    static String problem(JsonNode json, String ofHistory) {
        ProvenanceCheck all = new ProvenanceCheck();
        all.checkStart(json);
        for (String name : List.of("network", "plan", "data", "progress")) {
            all.check.value(json, "", name, JsonNode::isObject, "an object");
        }
        if (all.check.problem() == null) {
            all.checkPlan(json.get("plan"));
            all.checkData(json.get("data"), json.path("origin").isTextual());
            all.checkProgress(json.get("progress"), ofHistory);
        }
        return all.check.problem();
    }

    private void whole(JsonNode in, String path, String name, long least, long most) {
        check.value(in, path, name, FieldCheck.whole(least, most), "a whole number in " + least + ".." + most);
    }

    private void checkStart(JsonNode json) {
        whole(json, "", "formatVersion", 1, Provenance.FORMAT_VERSION);
        for (String name : List.of("gatewiseVersion", "dl4jVersion", "javaVersion", "backend", "engine")) {
            check.value(json, "", name, FieldCheck.text(Provenance.LONGEST_NAME), TEXT);
        }
        whole(json, "", "threads", 1, MOST_THREADS);
        check.value(json, "", "created", ProvenanceCheck::isDate, "a date such as 2026-01-31T12:00:00Z");
        check.optional(
                json,
                "",
                "origin",
                value -> value.isNull() || FieldCheck.text(LONGEST_PATH).test(value),
                "null, or a text of 1.." + LONGEST_PATH + " characters");
    }

    private static boolean isDate(JsonNode value) {
        if (!value.isTextual()) {
            return false;
        }
        try {
            int year = Instant.parse(value.textValue()).atOffset(ZoneOffset.UTC).getYear();
            return year >= 1970 && year <= 9999;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void checkPlan(JsonNode plan) {
        whole(plan, "plan.", "epochs", 1, Integer.MAX_VALUE);
        whole(plan, "plan.", "batchSize", 1, Integer.MAX_VALUE);
        whole(plan, "plan.", "seed", Long.MIN_VALUE, Long.MAX_VALUE);
        for (String name : List.of("shuffle", "scoreBest")) {
            check.optional(plan, "plan.", name, JsonNode::isBoolean, "true or false");
        }
        for (String name : List.of("patience", "shift")) {
            check.optional(plan, "plan.", name, FieldCheck.whole(0, Integer.MAX_VALUE), "a whole number of at least 0");
        }
        check.optional(plan, "plan.", "schedule", JsonNode::isTextual, "constant or cosine");
        check.optional(plan, "plan.", "seconds", NOT_NEGATIVE, NUMBER);
    }

    /** An imported network may be of no data that is known. */
    private void checkData(JsonNode data, boolean imported) {
        boolean unknown = imported && data.path("source").isNull();
        if (!unknown) {
            check.value(
                    data,
                    "data.",
                    "source",
                    FieldCheck.text(LONGEST_PATH),
                    "a text of 1.." + LONGEST_PATH + " characters");
        }
        check.value(data, "data.", "name", FieldCheck.text(Provenance.LONGEST_NAME), TEXT);
        check.value(
                data,
                "data.",
                "sha256",
                value -> unknown
                        ? value.isNull()
                        : value.isTextual() && SHA256.matcher(value.textValue()).matches(),
                unknown ? "null, as source is" : "64 digits from 0 to f");
        whole(data, "data.", "trainingImages", imported ? 0 : 1, Integer.MAX_VALUE);
        check.optional(
                data, "data.", "holdoutSeed", FieldCheck.whole(Long.MIN_VALUE, Long.MAX_VALUE), "a whole number");
        check.value(data, "data.", "labels", ProvenanceCheck::areTexts, "a list of texts");
    }

    private static boolean areTexts(JsonNode value) {
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    /** The same of an epoch alone, as its number in its history. */
    static String problem(JsonNode epoch, int number) {
        ProvenanceCheck one = new ProvenanceCheck();
        one.checkEpoch(epoch, "progress.history[" + (number - 1) + "].", number);
        return one.check.problem();
    }

    private void checkProgress(JsonNode progress, String ofHistory) {
        check.value(progress, "progress.", "history", JsonNode::isArray, "a list of epochs");
        check.take(ofHistory);
        int number = 0;
        for (JsonNode epoch : progress.path("history")) {
            number++;
            checkEpoch(epoch, "progress.history[" + (number - 1) + "].", number);
            if (check.problem() != null) {
                return;
            }
        }
        check.value(
                progress, "progress.", "batch", FieldCheck.whole(0, Integer.MAX_VALUE), "a whole number of at least 0");
        for (String name : List.of("lossSum", "trainingSeconds")) {
            check.value(progress, "progress.", name, NOT_NEGATIVE, NUMBER);
        }
        check.optional(progress, "progress.", "testAccuracy", SHARE, "a number in 0..1");
    }

    private void checkEpoch(JsonNode epoch, String path, int number) {
        check.value(epoch, path, "epoch", FieldCheck.whole(number, number), Integer.toString(number));
        check.value(epoch, path, "loss", NOT_NEGATIVE, NUMBER);
        check.optional(epoch, path, "validationLoss", NOT_NEGATIVE, NUMBER);
        for (String name : List.of("sampleAccuracy", "validationAccuracy")) {
            check.optional(epoch, path, name, SHARE, "a number in 0..1");
        }
        for (String name : List.of("seconds", "imagesPerSecond")) {
            check.value(epoch, path, name, NOT_NEGATIVE, NUMBER);
        }
        check.optional(epoch, path, "gates", JsonNode::isArray, "a list of gates");
        for (JsonNode gate : epoch.path("gates")) {
            check.value(gate, path + "gates.", "layer", FieldCheck.whole(1, Integer.MAX_VALUE), "a layer from 1 on");
            for (String name : List.of("direction", "gate")) {
                check.value(gate, path + "gates.", name, FieldCheck.text(Provenance.LONGEST_NAME), TEXT);
            }
            for (String name : List.of("mean", "closed", "open")) {
                check.value(gate, path + "gates.", name, SHARE, "a number in 0..1");
            }
        }
    }
}
