package gatewise.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** The two JSON mappers, and how results are written. */
public final class Json {
    /** A tree of so many takes some 200 MB. */
    private static final long MOST_TOKENS = 4_000_000;

    /**
     * For this application's own files, of older versions too: what they lack is the default of its type. A file that a
     * stranger made to look like one is bounded in depth, length and number of values; nothing is twice, left over or taken
     * for a value of another type.
     */
    public static final JsonMapper FILES = JsonMapper.builder(factory(MOST_TOKENS))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** For what a person or another program wrote: bounded in depth and length, nothing missing, twice or left over. */
    public static final JsonMapper STRICT = JsonMapper.builder(strict(MOST_TOKENS))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Json() {}

    private static JsonFactory strict(long mostTokens) {
        return new RangedNumbers(new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(8)
                        .maxStringLength(10_000)
                        .maxNameLength(100)
                        .maxNumberLength(50)
                        .maxTokenCount(mostTokens)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION));
    }

    /**
     * As {@link #STRICT} reads it.
     *
     * @param mostTokens values, names, and beginnings and ends of lists and objects; each takes memory, however short it is
     */
    public static JsonNode strictTree(byte[] json, long mostTokens) throws IOException {
        return STRICT.reader().with(strict(mostTokens)).readTree(json);
    }

    private static JsonFactory factory(long mostTokens) {
        return new RangedNumbers(new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(50)
                        .maxStringLength(1_000_000)
                        .maxNameLength(1_000)
                        .maxNumberLength(100)
                        .maxTokenCount(mostTokens)
                        .build()));
    }

    /** One of this application's own files, as {@link #FILES} reads it, of as many values as its bytes have. */
    public static JsonNode tree(byte[] json) throws IOException {
        try {
            return FILES.reader().with(factory(Long.MAX_VALUE)).readTree(json);
        } catch (CharConversionException e) {
            throw unreadable(e);
        }
    }

    /** The same, one value after the other. */
    public static JsonParser parser(InputStream json) throws IOException {
        return FILES.reader().with(factory(Long.MAX_VALUE)).createParser(json);
    }

    /** Text that is in no encoding of JSON. */
    public static JsonProcessingException unreadable(CharConversionException e) {
        return new JsonParseException(null, Reason.of(e), e);
    }

    /** Over several lines; numbers that JSON does not know are null. */
    public static String pretty(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new FiniteNumbers(FILES.createGenerator(text))) {
            FILES.writerWithDefaultPrettyPrinter().writeValue(generator, value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** The same in UTF-8. */
    public static byte[] prettyBytes(Object value) {
        return pretty(value).getBytes(StandardCharsets.UTF_8);
    }
}
