package gatewise.machine;

import gatewise.backend.Backend;
import gatewise.backend.BackendException;
import gatewise.backend.Check;
import gatewise.backend.Check.Status;
import gatewise.backend.Problem;
import gatewise.io.UserError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend that this application was put together with. */
public final class ActiveBackend {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveBackend.class);
    /** A command starts it more than once. */
    private static final Set<Check> WARNED = ConcurrentHashMap.newKeySet();

    private static Backend found;

    private ActiveBackend() {}

    /** @throws UserError if there is none on the class path, or more than one */
    public static synchronized Backend get() {
        if (found == null) {
            try {
                found = Backend.onClassPath();
            } catch (BackendException e) {
                throw new UserError(e.problem().reason(), "rebuild with mvn clean package", e);
            }
        }
        return found;
    }

    /** Does nothing when the backend can run here, else throws a one-line reason with its fix. */
    public static void requireUsable() {
        requireUsable(get());
    }

    static void requireUsable(Backend backend) {
        backend.examine().problem().ifPresent(problem -> {
            throw cannotRun(backend, problem);
        });
    }

    private static UserError cannotRun(Backend backend, Problem problem) {
        return UserError.failedJob(
                "the " + backend.name() + " backend cannot run here: " + problem.reason(),
                problem.fix(),
                problem.cause());
    }

    /** Requires a usable backend, warns once of what it warns of, then starts it: before any call of ND4J. */
    public static void start() {
        start(get());
    }

    static void start(Backend backend) {
        requireUsable(backend);
        backend.examine().checks().stream()
                .filter(check -> check.status() == Status.WARN)
                .filter(WARNED::add)
                .forEach(check -> LOG.warn("{}: {}; {}", check.name(), check.detail(), check.fix()));
        try {
            backend.start();
        } catch (BackendException e) {
            throw new UserError(e.problem().reason(), e.problem().fix(), e);
        }
    }
}
