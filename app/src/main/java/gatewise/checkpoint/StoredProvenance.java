package gatewise.checkpoint;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import gatewise.io.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON of a {@link ProvenanceFile} on its way: epochs, which may be many, become records one by one, and what is beside
 * them a tree. What is held of it is counted, so that a small file takes little memory, however long its JSON is.
 */
final class StoredProvenance extends JsonParserDelegate {
    private static final String PROGRESS = "progress";
    private static final String HISTORY = "history";

    private static final ObjectReader EPOCH =
            Json.FILES.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** A network of 2^16 features and as many classes takes a third of it. */
    private static final long LEAST = 1 << 25;

    /** Of a byte of the file: several times of what epochs take whose networks learn, or do not, in 1 or 64 layers. */
    private static final long JUSTIFIED = 16;

    /** While it is read; of 64 layers in both directions, a quarter. */
    private static final long OF_AN_EPOCH = 1 << 20;

    // About what Java takes, with its references.
    private static final int TOKEN = 40;
    private static final int RECORD = 160;
    private static final int GATE = 8;
    private static final int NEW_GATE = 100;
    private static final int NEW_PLACE = 200;

    private final long inFile;
    private final List<EpochRecord> history = new ArrayList<>();
    private final Map<GateUse, GateUse> uses = new HashMap<>();
    private final Map<GateUse.Place, GateUse.Place> places = new HashMap<>();
    private JsonNode rest;
    private String problem;
    private JsonMappingException unreadable;
    private long held;
    private long most;
    private boolean begins;

    private StoredProvenance(JsonParser parser, long inFile) {
        super(parser);
        this.inFile = inFile;
        this.most = LEAST + JUSTIFIED * inFile;
    }

    /**
     * Reads it to its end.
     *
     * @param inFile bytes that it takes in its file, compressed
     */
    static StoredProvenance read(InputStream in, long inFile) throws IOException {
        try (StoredProvenance read = new StoredProvenance(Json.parser(in), inFile)) {
            JsonNode rest = Json.FILES.reader().readTree(read);
            read.rest = rest == null ? MissingNode.getInstance() : rest;
            return read;
        } catch (CharConversionException e) {
            throw Json.unreadable(e);
        }
    }

    /** All but the epochs, whose list is empty. */
    JsonNode rest() {
        return rest;
    }

    /** What an epoch cannot say, as {@link ProvenanceCheck} has it; null if all can be. */
    String problem() {
        return problem;
    }

    /**
     * The whole.
     *
     * @param begun as {@link #rest} has it
     */
    Provenance with(Provenance begun) throws JsonMappingException {
        if (unreadable != null) {
            throw unreadable;
        }
        return begun.isTrained() ? begun.with(begun.progress().with(history)) : begun;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        if (begins) {
            begins = false;
            return epochs();
        }
        JsonToken token = delegate.nextToken();
        boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
        hold(TOKEN + (isText ? delegate.getTextLength() : 0));
        begins = token == JsonToken.START_ARRAY
                && isHistory(delegate.getParsingContext().getParent());
        return token;
    }

    private static boolean isHistory(JsonStreamContext in) {
        return in.inObject()
                && HISTORY.equals(in.getCurrentName())
                && in.getParent().inObject()
                && PROGRESS.equals(in.getParent().getCurrentName())
                && in.getParent().getParent().inRoot();
    }

    /** To the end of their list. */
    private JsonToken epochs() throws IOException {
        JsonToken token = delegate.nextToken();
        for (int number = 1; token != JsonToken.END_ARRAY; number++) {
            long before = held;
            long all = most;
            most = Math.min(all, held + OF_AN_EPOCH);
            JsonNode epoch = EPOCH.readValue(this);
            most = all;
            held = before;
            problem = problem == null ? ProvenanceCheck.problem(epoch, number) : problem;
            if (problem == null && unreadable == null) {
                add(epoch);
            }
            token = delegate.nextToken();
        }
        return token;
    }

    private void add(JsonNode json) throws IOException {
        EpochRecord epoch;
        try {
            epoch = Json.FILES.treeToValue(json, EpochRecord.class);
        } catch (JsonMappingException e) {
            e.prependPath(history, history.size());
            e.prependPath(history, HISTORY);
            e.prependPath(history, PROGRESS);
            unreadable = e;
            return;
        }
        hold(RECORD + GATE * (long) epoch.gates().size());
        List<GateUse> gates = new ArrayList<>();
        for (GateUse gate : epoch.gates()) {
            gates.add(once(gate));
        }
        history.add(new EpochRecord(epoch.epoch(), epoch.losses(), epoch.accuracy(), epoch.pace(), gates));
    }

    /** Equal ones are held once. */
    private GateUse once(GateUse gate) throws IOException {
        GateUse known = uses.get(gate);
        if (known != null) {
            return known;
        }
        GateUse.Place place = places.get(gate.place());
        if (place == null) {
            place = gate.place();
            hold(NEW_PLACE + place.direction().length() + place.gate().length());
            places.put(place, place);
        }
        hold(NEW_GATE);
        GateUse first = new GateUse(place, gate.mean(), gate.closed(), gate.open());
        uses.put(first, first);
        return first;
    }

    private void hold(long bytes) throws IOException {
        held += bytes;
        if (held > most) {
            throw new JsonParseException(this, "it holds more than its " + inFile + " bytes can justify");
        }
    }
}
