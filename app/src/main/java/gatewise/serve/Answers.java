package gatewise.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import gatewise.io.FiniteNumbers;
import gatewise.io.Json;
import java.io.IOException;

/** Answers as JSON in UTF-8; numbers that JSON does not know (a loss that has become NaN) are null. */
final class Answers {
    private Answers() {}

    static byte[] write(Object value) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator generator = new FiniteNumbers(Json.FILES
                        .createGenerator(bytes)
                        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER.mappedFeature()))) {
            Json.FILES.writeValue(generator, value);
            generator.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
