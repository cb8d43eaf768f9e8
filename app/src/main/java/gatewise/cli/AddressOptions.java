package gatewise.cli;

import gatewise.io.UserError;
import gatewise.serve.Server;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Where a server listens. */
class AddressOptions {
    private static final int DEFAULT_PORT = 8080;
    private static final String THIS_MACHINE = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the web page; 0: any that is free; default: " + DEFAULT_PORT + ".")
    Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address of this machine to listen at; default: " + THIS_MACHINE + ", for this machine alone.")
    String host;

    /** @throws UserError if there is no such port */
    void check() {
        if (port != null && (port < 0 || port > 0xffff)) {
            throw new UserError("--port must be in 0..65535, got " + port, "give a number in that range");
        }
    }

    /** Takes the port and warns if others can reach it. */
    Server take(PrintWriter err, Terminal terminal) {
        Server server = Server.at(host == null ? THIS_MACHINE : host, port == null ? DEFAULT_PORT : port);
        if (!server.isLocal()) {
            err.println(terminal.talk()
                    .prose("warning: whoever reaches " + host
                            + " over the network can use the page; it has no password"));
        }
        return server;
    }
}
