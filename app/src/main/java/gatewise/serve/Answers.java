package gatewise.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import gatewise.io.Json;
import java.io.IOException;

/** Answers as JSON in UTF-8; numbers that JSON does not know (a loss that has become NaN) are null. */
final class Answers {
    private Answers() {}

    static byte[] write(Object value) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator generator = new FiniteNumbers(Json.FILES.createGenerator(bytes))) {
            Json.FILES.writeValue(generator, value);
            generator.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }

    private static final class FiniteNumbers extends JsonGeneratorDelegate {
        FiniteNumbers(JsonGenerator generator) {
            super(generator.enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER.mappedFeature()), false);
        }

        @Override
        public void writeNumber(float value) throws IOException {
            if (Float.isFinite(value)) {
                super.writeNumber(value);
            } else {
                writeNull();
            }
        }

        @Override
        public void writeNumber(double value) throws IOException {
            if (Double.isFinite(value)) {
                super.writeNumber(value);
            } else {
                writeNull();
            }
        }
    }
}
