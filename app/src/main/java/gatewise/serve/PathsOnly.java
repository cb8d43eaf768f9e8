package gatewise.serve;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/** Speaks HTTP with those who ask for a path; who names a server beside it takes this one for a proxy. */
final class PathsOnly extends HttpConnectionFactory {
    PathsOnly(HttpConfiguration limits) {
        super(limits);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(
                new HttpConnection(getHttpConfiguration(), connector, endPoint) {
                    @Override
                    protected HttpStreamOverHTTP1 newHttpStream(String method, String target, HttpVersion version) {
                        // Jetty completes a path to a whole URI, which later tells nothing of what was sent.
                        if (!target.startsWith("/") || target.startsWith("//")) {
                            throw new HttpException.RuntimeException(
                                    HttpStatus.BAD_REQUEST_400,
                                    null,
                                    Refusal.badRequest("expected a path that begins with one slash"));
                        }
                        return super.newHttpStream(method, target, version);
                    }
                },
                connector,
                endPoint);
    }
}
