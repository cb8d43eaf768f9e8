package gatewise.serve;

import java.util.HashMap;
import java.util.Map;

/**
 * An answer, complete before its first byte is sent.
 *
 * @param headers beside Content-Type and those that every answer has
 */
record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json; charset=utf-8";

    static Response json(Object value) {
        return json(Answers.write(value));
    }

    /** @param body JSON already */
    static Response json(byte[] body) {
        return new Response(200, JSON, body, Map.of());
    }

    static Response file(String contentType, byte[] body) {
        return new Response(200, contentType, body, Map.of("Cache-Control", "no-cache"));
    }

    static Response error(int status, String message) {
        return new Response(status, JSON, Answers.write(Map.of("error", message)), Map.of());
    }

    Response with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Response(status, contentType, body, all);
    }
}
