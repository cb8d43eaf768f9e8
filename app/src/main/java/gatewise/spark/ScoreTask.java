package gatewise.spark;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.data.ByteRange;
import gatewise.data.IdxParts;
import gatewise.data.PartSteps;
import gatewise.data.TextHead;
import gatewise.data.TextPart;
import gatewise.io.Json;
import gatewise.scoring.SummedScore;

/**
 * A part of the data, and what is wanted of it.
 *
 * @param number of the part, from 0
 * @param text null for images
 * @param images null for text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScoreTask(Asked asked, int number, Text text, Images images) {

    /**
     * What is wanted of all parts.
     *
     * @param sha256 of the model's file
     * @param truth whether the network is to be scored, so that it answers in batches as it does on all test sequences; else it
     *     answers as it does to one
     * @param form of the lines
     * @param out where parts are written; null for nowhere
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(String sha256, int threads, boolean truth, Lines form, PartFiles.Target out) {}

    /** @param top classes to name in words */
    record Lines(boolean json, int top) {}

    /**
     * A file.
     *
     * @param name as the user gave it, by which lines and errors call it
     * @param uri that is the same on every machine
     */
    record Place(String name, String uri) {
        static Place of(String given) {
            return given == null ? null : new Place(given, HadoopFiles.uri(given));
        }
    }

    /** A part of a text. */
    record Text(Place file, TextHead head, TextPart part) {}

    /**
     * Some images.
     *
     * @param labels null if there are none
     * @param noun what a line calls an image
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Images(Place file, Place labels, IdxParts parts, ByteRange range, String noun) {}

    /**
     * What comes back.
     *
     * @param firstLine of a text
     * @param spacing as {@link gatewise.data.SequenceParts.Part} has it
     * @param score null where the truth is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(long sequences, long firstLine, PartSteps spacing, SummedScore score) {}

    /** Lines that begin in a range of a text. */
    record Survey(Place file, TextHead head, ByteRange range) {}

    static String json(Object task) {
        try {
            return Json.FILES.writeValueAsString(task);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T parse(String text, Class<T> type) {
        try {
            return Json.FILES.readerFor(type).readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
