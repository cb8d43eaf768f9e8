package gatewise.cli;

import gatewise.study.Study;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How fast runs go that are trained elsewhere, by the shares of them that are told now and then. */
final class RunPaces {
    /** Of a run, from the first share that was told of it to the last, with the moments of both. */
    private record Pace(double from, long began, double share, long now) {}

    private final Map<Study.Run, Pace> paces = new LinkedHashMap<>();

    /**
     * Takes what is known at a moment.
     *
     * @param shares of the runs that are being trained; others are forgotten
     */
    void tell(Map<Study.Run, Double> shares, long nanos) {
        paces.keySet().retainAll(shares.keySet());
        shares.forEach((run, share) -> paces.merge(run, new Pace(share, nanos, share, nanos), RunPaces::next));
    }

    private static Pace next(Pace before, Pace now) {
        if (now.share() < before.share()) {
            return now; // it was begun anew
        }
        return now.share() == before.share() ? before : new Pace(before.from(), before.began(), now.share(), now.now());
    }

    /** 0 for a run of which nothing is known. */
    double share(Study.Run run) {
        Pace pace = paces.get(run);
        return pace == null ? 0 : pace.share();
    }

    double shares() {
        return paces.values().stream().mapToDouble(Pace::share).sum();
    }

    /** That a whole run takes at its pace; by entry, of its first run that has shown one. */
    Map<Integer, Double> seconds() {
        Map<Integer, Double> seconds = new LinkedHashMap<>();
        paces.forEach((run, pace) -> seconds(pace).ifPresent(whole -> seconds.putIfAbsent(run.index(), whole)));
        return seconds;
    }

    private static OptionalDouble seconds(Pace pace) {
        return pace.share() > pace.from()
                ? OptionalDouble.of((pace.now() - pace.began()) / 1e9 / (pace.share() - pace.from()))
                : OptionalDouble.empty();
    }
}
