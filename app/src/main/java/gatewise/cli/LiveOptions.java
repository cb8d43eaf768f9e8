package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.data.Dataset;
import gatewise.io.UserError;
import gatewise.serve.LiveRun;
import gatewise.serve.Models;
import gatewise.serve.Server;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether and where a run can be watched. */
final class LiveOptions extends AddressOptions {
    @Option(names = "--serve", description = "Show the run on a web page, also after training, until Ctrl-C.")
    private boolean serve;

    /** @throws UserError if the flags do not go together */
    void check(boolean dryRun) {
        check();
        if (!serve && (port != null || host != null)) {
            throw new UserError("--port and --host say where a run is shown", "give --serve too");
        }
        if (serve && dryRun) {
            throw new UserError("--dry-run leaves nothing to show", "leave out --serve");
        }
    }

    /** The run to be shown, or null if none is. */
    LiveRun run(String name, Checkpoint start, Dataset data) {
        return serve ? new LiveRun(name, start, data) : null;
    }

    /** The server that is to show it, with its port taken, or null if there is none to be shown. */
    Server server(PrintWriter err, Terminal terminal) {
        return serve ? take(err, terminal) : null;
    }

    /** Lets a server show a run; both null do nothing. */
    void show(Server server, LiveRun run, PrintWriter err, Terminal terminal) {
        if (server != null) {
            server.show(new Models(List.of(), run));
            err.println(terminal.talk().prose("watch the run at " + server.url() + " (Ctrl-C ends both)"));
        }
    }
}
