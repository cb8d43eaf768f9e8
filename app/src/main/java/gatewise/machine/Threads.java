package gatewise.machine;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;

/** How many threads compute. */
public final class Threads {
    private Threads() {}

    /**
     * The number to compute with.
     *
     * @param asked what the user asked for, or null for what is fastest
     * @param splitsBatches whether each thread computes a part of a batch on its own, so that all cores pay; else they
     *     share ND4J's small operations, where a second thread costs more in hand-over than it computes
     * @throws UserError if it is not in 1..cores
     */
    public static int choose(Integer asked, boolean splitsBatches) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (asked != null && (asked < 1 || asked > cores)) {
            throw new UserError(
                    Phrase.of(Setting.THREADS, " must be in 1.." + cores + " (this machine's cores), got " + asked),
                    "give a number in that range");
        }
        return asked != null ? asked : splitsBatches ? cores : 1;
    }

    /** Lets ND4J's operations and products use so many threads; initialises ND4J. */
    public static void use(int threads) {
        Nd4jRuntime.useThreads(threads);
    }
}
