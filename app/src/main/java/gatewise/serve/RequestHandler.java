package gatewise.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import gatewise.io.UserError;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request in, finds who answers it, and sends the answer. */
final class RequestHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    private final HostOriginCheck check;
    private final ExchangeThreads threads;
    private final List<Route> routes;
    private final Page page;

    RequestHandler(HostOriginCheck check, ExchangeThreads threads, List<Route> routes, Page page) {
        this.check = check;
        this.threads = threads;
        this.routes = routes;
        this.page = page;
    }

    /** @throws IOException if the client has gone or was let go; the JDK's server then forgets its connection */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, threads.compute(() -> answer(new Request(exchange, threads, Map.of()))));
        }
    }

    private Response answer(Request request) throws IOException {
        try {
            check.check(request);
            return route(request);
        } catch (Refusal e) {
            request.discard();
            return e.response();
        } catch (UserError e) {
            return Refusal.badRequest(e.getMessage()).response();
        } catch (RuntimeException | Error e) {
            LOG.error("{} {}: an error that should not happen", request.method(), request.path(), e);
            return Response.error(500, "an error of the server's that should not happen; its log tells more");
        }
    }

    private Response route(Request request) throws IOException {
        URI uri = request.exchange().getRequestURI();
        if (uri.isAbsolute() || uri.getRawAuthority() != null) {
            throw Refusal.badRequest("expected a path that begins with one slash");
        }
        for (Route route : routes) {
            Map<String, String> parameters = route.match(request.path());
            if (parameters != null) {
                if (!route.serves(request.method())) {
                    throw Refusal.methodNotAllowed(request.method(), route.methods());
                }
                return route.action().answer(request.with(parameters));
            }
        }
        Response file = page.find(request.path());
        if (file == null) {
            throw Refusal.notFound("nothing at " + request.path() + "; /api/openapi.json lists what there is");
        }
        if (!List.of("GET", "HEAD").contains(request.method())) {
            throw Refusal.methodNotAllowed(request.method(), "GET, HEAD");
        }
        return file;
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        response.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(response.body().length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }
}
