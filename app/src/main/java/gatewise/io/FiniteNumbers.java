package gatewise.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/** Writes numbers that JSON does not know (a loss that has become NaN) as null; Jackson alone makes texts of them. */
public final class FiniteNumbers extends JsonGeneratorDelegate {
    public FiniteNumbers(JsonGenerator generator) {
        super(generator, false);
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

    @Override
    public void writeArray(double[] array, int offset, int length) throws IOException {
        writeStartArray(array, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(array[i]);
        }
        writeEndArray();
    }
}
