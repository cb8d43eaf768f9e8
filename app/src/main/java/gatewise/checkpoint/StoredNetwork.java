package gatewise.checkpoint;

import gatewise.network.NetworkSpec;

/**
 * A network as a checkpoint holds it, of which only the provenance's spec says what it computes.
 *
 * @param parameters in DL4J's order, as many as the spec has
 * @param updaterState of the optimiser, of the size that it needs; null if the file has none
 * @param counters of the steps that it was trained for
 */
record StoredNetwork(Provenance provenance, float[] parameters, float[] updaterState, Counters counters) {

    /**
     * DL4J's counters.
     *
     * @param iterations steps
     * @param epochs as DL4J counts them; training here leaves it at 0
     */
    record Counters(int iterations, int epochs) {}

    NetworkSpec spec() {
        return provenance.network();
    }

    /** Whether training can go on as if it had never stopped. */
    boolean canResume() {
        return updaterState != null || spec().optimizer().stateSize(spec().parameters()) == 0;
    }
}
