package gatewise.serve;

import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** Answers what is no request at all, so that it reaches no {@link RequestHandler}, in the form of all other answers. */
final class ErrorHandler implements Request.Handler {
    private static final String HEAD = "its line and headers may have " + HttpPort.LARGEST_HEAD + " bytes";
    private static final Map<Integer, String> MESSAGES = Map.of(
            408, "the request has not come in time",
            413, "the body is too large",
            414, "the path is too long: " + HEAD,
            417, "Expect: expected 100-continue",
            431, "the headers are too large: " + HEAD,
            501, Refusal.TRANSFER_CODING,
            505, "expected HTTP/1.1");

    private final OpenConnections connections;

    ErrorHandler(OpenConnections connections) {
        this.connections = connections;
    }

    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback end) {
        Throwable reason =
                (Throwable) request.getAttribute(org.eclipse.jetty.server.handler.ErrorHandler.ERROR_EXCEPTION);
        int status = reason instanceof HttpException known ? known.getCode() : response.getStatus();
        new Exchange(
                        request,
                        response,
                        end,
                        connections.client(request.getConnectionMetaData().getConnection()))
                .send(answer(status, reason));
        return true;
    }

    private static Response answer(int status, Throwable reason) {
        if (reason != null && reason.getCause() instanceof Refusal refusal) {
            return refusal.response();
        }
        String known = MESSAGES.get(status);
        if (known != null) {
            return Response.error(status, known);
        }
        return status >= 400 && status < 500
                ? Response.error(400, "the request is not HTTP/1.1 as expected")
                : Response.error(500, "an error of the server's that should not happen");
    }
}
