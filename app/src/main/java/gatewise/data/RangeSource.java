package gatewise.data;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from any byte on, wherever it lies. */
public interface RangeSource {
    /** As the user named it, and errors do. */
    String name();

    /** Bytes that it has. */
    long size() throws IOException;

    /** When it was written, in milliseconds since 1970. */
    long modified() throws IOException;

    /** Its bytes from one on; whoever asks for them closes them. */
    InputStream open(long from) throws IOException;
}
