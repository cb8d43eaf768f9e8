package gatewise.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.io.Json;
import gatewise.io.MemoryShortage;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;

/**
 * Why a task could not be done, as it comes back from an executor: not as an exception, as Spark would try it again.
 *
 * @param fix what a user can do about it; null for a bug
 * @param trace of a bug
 */
record Failure(String problem, String fix, int exitCode, String trace) {
    /** In place of files. */
    private static final String NAME = "failure.json";

    static Failure of(Throwable e) {
        String shortage = MemoryShortage.of(e);
        if (shortage != null) {
            String problem = e instanceof UserError error
                    ? error.problem().toString()
                    : Text.format(
                            "there is not enough memory on an executor (%s; its heap may take %d MB)",
                            shortage, Runtime.getRuntime().maxMemory() >> 20);
            return new Failure(
                    problem,
                    "give a smaller network or batch, or " + MemoryShortage.more("-D" + SparkSettings.MEMORY + "="),
                    1,
                    null);
        }
        if (e instanceof UserError error) {
            return new Failure(error.problem().toString(), error.fix().toString(), error.exitCode(), null);
        }
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return new Failure(String.valueOf(e.getMessage()), null, 1, trace.toString());
    }

    /** Empty if the files are those of a task that was done. */
    static Optional<Failure> in(Map<String, byte[]> files) {
        byte[] json = files.get(NAME);
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.FILES.readValue(json, Failure.class));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, byte[]> files() {
        try {
            return Map.of(NAME, Json.FILES.writeValueAsBytes(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    RuntimeException exception() {
        if (fix == null) {
            return new IllegalStateException("a task failed on an executor:\n" + trace);
        }
        return exitCode == 2 ? new UserError(problem, fix) : UserError.failedJob(problem, fix, null);
    }
}
