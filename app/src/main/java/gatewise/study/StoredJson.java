package gatewise.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.FormatVersion;
import gatewise.io.InputFile;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import gatewise.io.Reason;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Path;

/** The JSON files that a study keeps in its folder. */
final class StoredJson {
    static final String REMEDY = "delete it and compare again, or give another folder";

    private static final long MOST_BYTES = 1L << 28;

    private StoredJson() {}

    /** @throws UserError if it cannot be read, or is damaged */
    static <T> T read(Path file, Class<T> type) {
        try {
            byte[] content = InputFile.bytes(file, MOST_BYTES, REMEDY);
            JsonNode json = Json.tree(content);
            if (!json.isObject()) {
                throw damaged(file, "it holds no object", null);
            }
            FormatVersion.check(file, json, Study.FORMAT_VERSION);
            FormatVersion.check(file, json.path("study"), Study.FORMAT_VERSION); // of a result
            return Json.FILES.readerFor(type).readValue(json);
        } catch (JsonProcessingException e) {
            throw damaged(file, JsonReason.of(e), e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read (" + Reason.of(e) + ")", REMEDY, e);
        }
    }

    static UserError damaged(Path file, String reason, Exception cause) {
        return new UserError(file + " is damaged (" + reason + ")", REMEDY, cause);
    }
}
