package gatewise.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import gatewise.machine.ProcessIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * That a part of a study has taken a run.
 *
 * @param part its number
 * @param since when, in UTC
 * @param released whether the part gave the run back, unfinished
 * @param diverged how the run's training diverged; null if it did not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claim(int part, ProcessIdentity process, String since, boolean released, String diverged) {
    public Claim {
        Objects.requireNonNull(process, "process is null");
        Objects.requireNonNull(since, "since is null");
    }

    static Claim now(Part part) {
        return new Claim(
                part.number(),
                ProcessIdentity.here(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                false,
                null);
    }

    Claim givenBack() {
        return new Claim(part, process, since, true, null);
    }

    Claim diverging(String reason) {
        return new Claim(part, process, since, false, reason);
    }

    /** Whether the run is still the part's, as far as it wrote itself. */
    boolean isOpen() {
        return !released && diverged == null;
    }

    /** Whether a part may take the run: it was given back, its process has ended, or it is the part's own from before. */
    boolean leavesTo(Part other) {
        return diverged == null && (released || part == other.number() || process.hasEnded());
    }
}
