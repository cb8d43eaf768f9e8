package gatewise.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/** JSON whose numbers are within the range of what reads them: one that is not is refused as it was typed, not read as infinity. */
final class RangedNumbers extends JsonFactory {
    private static final long serialVersionUID = 1L;

    RangedNumbers(JsonFactoryBuilder builder) {
        super(builder);
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
        return new Parser(super._createParser(in, context));
    }

    @Override
    protected JsonParser _createParser(Reader reader, IOContext context) throws IOException {
        return new Parser(super._createParser(reader, context));
    }

    @Override
    protected JsonParser _createParser(char[] text, int from, int length, IOContext context, boolean recyclable)
            throws IOException {
        return new Parser(super._createParser(text, from, length, context, recyclable));
    }

    @Override
    protected JsonParser _createParser(byte[] text, int from, int length, IOContext context) throws IOException {
        return new Parser(super._createParser(text, from, length, context));
    }

    /** Says where the number stands, as {@code steps[3][0]}. */
    static final class OutOfRange extends JsonParseException {
        private static final long serialVersionUID = 1L;

        private OutOfRange(JsonParser parser, String range) throws IOException {
            super(parser, place(parser) + "expected a number in " + range + ", got " + parser.getText());
        }

        private static String place(JsonParser parser) {
            StringBuilder place = new StringBuilder();
            for (JsonStreamContext at = parser.getParsingContext(); at != null && !at.inRoot(); at = at.getParent()) {
                place.insert(0, at.inArray() ? "[" + at.getCurrentIndex() + "]" : "." + at.getCurrentName());
            }
            return place.isEmpty() ? "" : place.substring(place.charAt(0) == '.' ? 1 : 0) + ": ";
        }
    }

    private static final class Parser extends JsonParserDelegate {
        private static final String DOUBLES = "-1.7e308..1.7e308";
        private static final String FLOATS = "-3.4e38..3.4e38";

        Parser(JsonParser parser) {
            super(parser);
        }

        @Override
        public double getDoubleValue() throws IOException {
            double value = super.getDoubleValue();
            if (Double.isInfinite(value)) {
                throw new OutOfRange(this, DOUBLES);
            }
            return value;
        }

        @Override
        public float getFloatValue() throws IOException {
            float value = super.getFloatValue();
            if (Float.isInfinite(value)) {
                throw new OutOfRange(this, FLOATS);
            }
            return value;
        }

        @Override
        public Number getNumberValue() throws IOException {
            Number value = super.getNumberValue();
            if (Double.isInfinite(value.doubleValue()) && value instanceof Double) {
                throw new OutOfRange(this, DOUBLES);
            }
            return value;
        }
    }
}
