package gatewise.serve;

import gatewise.io.MemoryShortage;
import gatewise.io.UserError;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request in, and finds who answers it. */
final class RequestHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final List<String> READING = List.of("GET", "HEAD");

    private final HostOriginCheck check;
    private final OpenConnections connections;
    private final List<Route> routes;
    private final Page page;

    RequestHandler(HostOriginCheck check, OpenConnections connections, List<Route> routes, Page page) {
        this.check = check;
        this.connections = connections;
        this.routes = routes;
        this.page = page;
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request received, org.eclipse.jetty.server.Response response, Callback end) {
        Exchange exchange = new Exchange(
                received,
                response,
                end,
                connections.client(received.getConnectionMetaData().getConnection()));
        exchange.client().waits();
        Request request = Request.of(received, exchange.client());
        try {
            check.check(request);
            answer(exchange, request);
        } catch (Refusal e) {
            refuse(exchange, request, e);
        } catch (RuntimeException | Error e) {
            exchange.send(bug(request, e));
        }
        return true;
    }

    private void answer(Exchange exchange, Request request) {
        for (Route route : routes) {
            Map<String, String> parameters = route.path().match(request.path());
            if (parameters != null) {
                answer(exchange, request.with(parameters), route);
                return;
            }
        }
        Response file = page.find(request.path());
        if (file == null) {
            throw Refusal.notFound("nothing at " + request.path() + "; /api/openapi.json lists what there is");
        }
        if (!READING.contains(request.method())) {
            throw Refusal.methodNotAllowed(request.method(), String.join(", ", READING));
        }
        exchange.send(file);
    }

    private static void answer(Exchange exchange, Request request, Route route) {
        if (!route.serves(request.method())) {
            throw Refusal.methodNotAllowed(request.method(), route.methods());
        }
        if (route.body() == null) {
            exchange.send(answer(request, route));
            return;
        }
        BodyLimit limit = route.body().apply(request);
        limit.check(request);
        exchange.client().sends(() -> exchange.send(Refusal.late().response()));
        BodyReader.read(exchange, limit.most(), body -> {
            exchange.client().waits();
            exchange.send(answer(request.with(body), route));
        });
    }

    private static Response answer(Request request, Route route) {
        try {
            return route.action().answer(request);
        } catch (Refusal e) {
            return e.response();
        } catch (UserError e) {
            return e.exitCode() == 2 ? Refusal.badRequest(e.getMessage()).response() : bug(request, e);
        } catch (RuntimeException | Error e) {
            return bug(request, e);
        }
    }

    private static void refuse(Exchange exchange, Request request, Refusal refusal) {
        // Who expects to be told whether to send a body has sent none.
        boolean comes = request.hasBody() && request.header("Expect").isEmpty();
        if (comes && request.declaredLength() <= BodyReader.MOST_DISCARDED) {
            exchange.client().sends(() -> exchange.send(refusal.response()));
            BodyReader.discard(exchange, refusal);
        } else {
            exchange.send(refusal.response());
        }
    }

    private static Response bug(Request request, Throwable e) {
        String shortage = MemoryShortage.of(e);
        if (shortage != null) {
            LOG.warn(
                    "{} {}: there is not enough memory ({}); allow more with GATEWISE_OPTS=-Xmx, or send less",
                    request.method(),
                    request.path(),
                    shortage);
            return Refusal.tooLittleMemory().response();
        }
        LOG.error("{} {}: an error that should not happen", request.method(), request.path(), e);
        return Response.error(500, "an error of the server's that should not happen; its log tells more");
    }
}
