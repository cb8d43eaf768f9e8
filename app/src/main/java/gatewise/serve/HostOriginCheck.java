package gatewise.serve;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the pages of other sites out: they run in the browser of someone who may reach this server, and must not use it
 * in their name.
 */
final class HostOriginCheck {
    private final boolean loopback;
    private final Set<String> hosts;

    /** @param bound the address that the server listens at */
    HostOriginCheck(InetAddress bound) {
        loopback = bound.isLoopbackAddress();
        hosts = Stream.of("localhost", "127.0.0.1", "[::1]", literal(bound)).collect(Collectors.toUnmodifiableSet());
    }

    /** As it stands in a URL. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return text.contains(":") ? "[" + text + "]" : text;
    }

    /** @throws Refusal if the request comes by another site's name or from its page */
    void check(Request request) {
        List<String> host = request.header("Host");
        if (host.size() != 1) {
            throw Refusal.badRequest("Host: expected it once");
        }
        String authority = host.get(0).strip().toLowerCase(Locale.ROOT);
        // A name that is made to point here (DNS rebinding) would count as the same site as this server.
        if (loopback && !hosts.contains(authority.replaceFirst(":[0-9]*$", ""))) {
            throw Refusal.forbidden(
                    "Host " + authority + ": expected localhost; this server is for this machine alone");
        }
        if (request.method().equals("POST")) {
            for (String origin : request.header("Origin")) {
                if (!origin.strip().toLowerCase(Locale.ROOT).matches("https?://" + Pattern.quote(authority))) {
                    throw Refusal.forbidden("Origin " + origin + ": expected the page of this server");
                }
            }
        }
    }
}
