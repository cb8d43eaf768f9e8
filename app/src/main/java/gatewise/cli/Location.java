package gatewise.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file or folder as a user named it: a path, or where a cluster reads and writes, a URI, whose slashes a path would lose.
 *
 * @param text as it was given
 */
record Location(String text) {
    /** What looks like a path has to be one. */
    static final class Converter implements ITypeConverter<Location> {
        @Override
        public Location convert(String value) {
            try {
                Path.of(value);
                return new Location(value);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("not a path");
            }
        }
    }

    Path path() {
        return Path.of(text);
    }
}
