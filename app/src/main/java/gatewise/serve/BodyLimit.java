package gatewise.serve;

import java.util.List;
import java.util.Locale;

/**
 * What body a request may have.
 *
 * @param types that are expected
 * @param most bytes, whether the client says before how many there are or not
 */
record BodyLimit(List<String> types, int most) {

    /** @throws Refusal if there is none, or it says to be of another type, or larger */
    void check(Request request) {
        checkType(request);
        if (!request.hasBody()) {
            throw Refusal.lengthRequired();
        }
        if (!request.isPlainOrChunked()) {
            throw Refusal.transferCoding();
        }
        if (request.declaredLength() > most) {
            throw Refusal.tooLarge(most);
        }
    }

    private void checkType(Request request) {
        List<String> given = request.header("Content-Type");
        String found = given.size() == 1 ? given.get(0) : given.isEmpty() ? null : given.toString();
        String type = found == null ? "" : found.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!types.contains(type)) {
            throw Refusal.unsupported(found, String.join(", ", types));
        }
    }
}
