package gatewise.serve;

import java.util.List;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param parameters of the path, by name
 * @param body empty until all of it is there
 */
record Request(org.eclipse.jetty.server.Request received, Map<String, String> parameters, byte[] body) {
    private static final byte[] NONE = {};

    static Request of(org.eclipse.jetty.server.Request received) {
        return new Request(received, Map.of(), NONE);
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
        return new Request(received, newParameters, body);
    }

    Request with(byte[] newBody) {
        return new Request(received, parameters, newBody);
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

    /** The length of the body that the client gave; -1 if it gave none. */
    long declaredLength() {
        return received.getLength();
    }
}
