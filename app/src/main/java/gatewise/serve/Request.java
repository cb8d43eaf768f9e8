package gatewise.serve;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpVersion;

/**
 * What a client asks for.
 *
 * @param client who asks
 * @param parameters of the path, by name
 * @param body empty until all of it is there
 */
record Request(
        org.eclipse.jetty.server.Request received,
        OpenConnections.Client client,
        Map<String, String> parameters,
        byte[] body) {
    private static final byte[] NONE = {};

    static Request of(org.eclipse.jetty.server.Request received, OpenConnections.Client client) {
        return new Request(received, client, Map.of(), NONE);
    }

    /** Whether who asks stays while the answer is worked out; its body must be there. */
    ClientWatch watch() {
        return client.watch(received.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1);
    }

    String method() {
        return received.getMethod();
    }

    /** As it was sent: nothing is decoded, so an escaped path names nothing here. */
    String path() {
        return received.getHttpURI().getPath();
    }

    String parameter(String name) {
        return parameters.get(name);
    }

    Request with(Map<String, String> newParameters) {
        return new Request(received, client, newParameters, body);
    }

    Request with(byte[] newBody) {
        return new Request(received, client, parameters, newBody);
    }

    /**
     * The values of a header.
     *
     * @return empty if it is not there
     */
    List<String> header(String name) {
        return received.getHeaders().getValuesList(name);
    }

    /** Whether the client says that it sends one. */
    boolean hasBody() {
        return !header("Content-Length").isEmpty()
                || !header("Transfer-Encoding").isEmpty();
    }

    /** Whether the body is in a form that is read: as it is, or in chunks alone. */
    boolean isPlainOrChunked() {
        List<String> codings = header("Transfer-Encoding");
        return codings.isEmpty() || codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }

    /** The length of the body that the client gave; -1 if it gave none. */
    long declaredLength() {
        return received.getLength();
    }
}
