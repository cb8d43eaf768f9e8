package gatewise.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;

/** The version of a JSON format, which its object names as {@code formatVersion}. */
public final class FormatVersion {
    private FormatVersion() {}

    /**
     * Looks at the version alone, whatever else a newer format may hold.
     *
     * @param newest version that can be read
     * @throws UserError if the object is of a newer one
     */
    public static void check(Path file, JsonNode object, int newest) {
        JsonNode version = object.path("formatVersion");
        if (version.isIntegralNumber() && version.bigIntegerValue().compareTo(BigInteger.valueOf(newest)) > 0) {
            JsonNode application = object.path("gatewiseVersion");
            String writer =
                    application.isTextual() ? "Gatewise " + Text.line(application.textValue(), 40) : "another Gatewise";
            throw new UserError(
                    file + " was written by " + writer + " in format " + version + ", which is newer than " + newest
                            + ", the newest that this one reads",
                    "read it with that version");
        }
    }
}
