package gatewise.serve;

import gatewise.io.Text;
import java.util.Map;

/** A request that is not answered, with the status and the one line that say why. */
final class Refusal extends RuntimeException {
    static final String TRANSFER_CODING = "Transfer-Encoding: expected chunked";
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    private final int status;
    private final transient Map<String, String> headers;

    private Refusal(int status, String message, Map<String, String> headers) {
        super(oneLine(message), null, false, false);
        this.status = status;
        this.headers = headers;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message, Map.of());
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, message, Map.of());
    }

    static Refusal notFound(String message) {
        return new Refusal(404, message, Map.of());
    }

    static Refusal methodNotAllowed(String method, String allowed) {
        return new Refusal(405, "method " + method + ": expected " + allowed, Map.of("Allow", allowed));
    }

    /** Its sender is not heard on this connection any more. */
    static Refusal late() {
        return new Refusal(
                408, "the body has not come in time; send it within 30 seconds", Map.of("Connection", "close"));
    }

    static Refusal lengthRequired() {
        return new Refusal(411, "no body: expected Content-Length or Transfer-Encoding: chunked", Map.of());
    }

    /** Its body cannot be told from what follows it. */
    static Refusal transferCoding() {
        return new Refusal(501, TRANSFER_CODING, Map.of("Connection", "close"));
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(413, Text.format("the body is too large: expected at most %d bytes", limit), Map.of());
    }

    static Refusal unsupported(String found, String expected) {
        return new Refusal(
                415,
                (found == null ? "no Content-Type" : "Content-Type " + found) + ": expected " + expected,
                Map.of());
    }

    static Refusal busy(int seconds) {
        return new Refusal(
                503,
                "others are computing; try again in " + seconds + " seconds",
                Map.of("Retry-After", Integer.toString(seconds)));
    }

    static Refusal tooLittleMemory() {
        return new Refusal(
                503,
                "there is not enough memory for this now; send less, or try again later",
                Map.of("Retry-After", "5"));
    }

    /** What a client sent may be part of a message. */
    static String oneLine(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
        // Halves of characters, also of that which was cut through: UTF-8 has no form for them.
        return cut.replaceAll("\\p{Cs}", "\ufffd");
    }

    int status() {
        return status;
    }

    Response response() {
        return Response.error(status, getMessage()).with(headers);
    }
}
