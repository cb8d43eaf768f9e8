package gatewise.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param threads of which one runs the exchange
 * @param parameters of the path, by name
 */
record Request(HttpExchange exchange, ExchangeThreads threads, Map<String, String> parameters) {
    /** So much of a body that is refused is still read, so that the client comes to read the refusal. */
    private static final int MOST_DISCARDED = 16 << 20;

    String method() {
        return exchange.getRequestMethod();
    }

    /** As it was sent: nothing is decoded, so an escaped path names nothing here. */
    String path() {
        return exchange.getRequestURI().getRawPath();
    }

    String parameter(String name) {
        return parameters.get(name);
    }

    Request with(Map<String, String> newParameters) {
        return new Request(exchange, threads, newParameters);
    }

    /**
     * The values of a header.
     *
     * @return empty if it is not there
     */
    List<String> header(String name) {
        return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }

    /**
     * Reads the body.
     *
     * @param most bytes, whether the client says before how many there are or not
     * @throws Refusal if it is of another type, larger or not there
     */
    byte[] body(List<String> types, int most) throws IOException {
        checkType(types);
        if (header("Content-Length").isEmpty() && header("Transfer-Encoding").isEmpty()) {
            throw Refusal.lengthRequired();
        }
        if (declared() > MOST_DISCARDED) {
            throw Refusal.tooLarge(most);
        }
        byte[] body = threads.receive(() -> exchange.getRequestBody().readNBytes(most + 1));
        if (body.length > most) {
            throw Refusal.tooLarge(most);
        }
        return body;
    }

    /** The length that the client gave, which the JDK's server has checked to be one; 0 if it gave none. */
    private long declared() {
        List<String> declared = header("Content-Length");
        return declared.isEmpty() ? 0 : Long.parseLong(declared.get(0).strip());
    }

    private void checkType(List<String> types) {
        List<String> given = header("Content-Type");
        String found = given.size() == 1 ? given.get(0) : given.isEmpty() ? null : given.toString();
        String type = found == null ? "" : found.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!types.contains(type)) {
            throw Refusal.unsupported(found, String.join(", ", types));
        }
    }

    /** Reads what is left of the body; of one that says to be huge, nothing. */
    void discard() throws IOException {
        if (declared() > MOST_DISCARDED) {
            return;
        }
        threads.receive(() -> {
            byte[] buffer = new byte[1 << 13];
            int left = MOST_DISCARDED;
            for (int read; left > 0 && (read = exchange.getRequestBody().read(buffer)) >= 0; ) {
                left -= read;
            }
            return left;
        });
    }
}
