package gatewise.bench;

import gatewise.io.Text;
import gatewise.bench.Variant.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The same work, done by all competitors in turn: two rounds to warm up, then the rounds that count, every other one in
 * reverse order. A variant that was less than half as fast as its competitor's best in both of the first drops out.
 *
 * @param metrics the first decides which variant is best
 * @param repeats measurements in a row whose median is the round's, for work that is over sooner than a core wakes up
 * @param competitors the first is the one that all others are compared with
 */
record Contest(String title, List<Metric> metrics, int repeats, List<Competitor> competitors) {
    /** OpenMP's threads go on waiting busily for up to 200 ms. */
    private static final long PAUSE_MILLIS = 300;

    private static final int WARM_UPS = 2;

    /** @param progress is told of each measurement */
    Result run(int rounds, Consumer<String> progress) {
        Map<Competitor, List<Variant>> variants = new LinkedHashMap<>();
        competitors.forEach(competitor -> variants.put(competitor, warmedUp(competitor, progress)));
        Map<String, List<Result.Round>> results = new LinkedHashMap<>();
        competitors.forEach(competitor -> results.put(competitor.name(), new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            for (Competitor competitor : round % 2 == 1 ? competitors : reversed(competitors)) {
                Result.Round best = null;
                for (Variant variant : variants.get(competitor)) {
                    Sample sample = measure(variant);
                    progress.accept(line(round + "/" + rounds, competitor, variant, sample));
                    if (best == null || better(sample, best.sample()) == sample) {
                        best = new Result.Round(variant.name(), sample);
                    }
                }
                results.get(competitor.name()).add(best);
            }
        }
        return new Result(title, metrics, results);
    }

    private List<Variant> warmedUp(Competitor competitor, Consumer<String> progress) {
        Map<Variant, Sample> samples = new LinkedHashMap<>();
        Sample best = null;
        for (int i = 0; i < WARM_UPS; i++) {
            for (Variant variant : competitor.variants()) {
                Sample sample = measure(variant);
                progress.accept(line("warm-up", competitor, variant, sample));
                samples.merge(variant, sample, this::better);
                best = best == null ? sample : better(sample, best);
            }
        }
        double fastest = best.figures()[0];
        return samples.keySet().stream()
                .filter(variant -> metrics.get(0).ratio(samples.get(variant).figures()[0], fastest) >= 0.5)
                .toList();
    }

    private Sample measure(Variant variant) {
        System.gc();
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Stream.generate(variant::measure)
                .limit(repeats)
                .sorted(Comparator.comparing(sample -> sample.figures()[0]))
                .toList()
                .get(repeats / 2);
    }

    private Sample better(Sample sample, Sample other) {
        return metrics.get(0).isBetter(sample.figures()[0], other.figures()[0]) ? sample : other;
    }

    private String line(String round, Competitor competitor, Variant variant, Sample sample) {
        StringBuilder line =
                new StringBuilder(Text.format("%s, %s: %s, %s:", title, round, competitor.name(), variant.name()));
        for (int i = 0; i < metrics.size(); i++) {
            line.append(' ')
                    .append(Result.number(sample.figures()[i]))
                    .append(' ')
                    .append(metrics.get(i).unit());
        }
        return line.append(sample.note().isEmpty() ? "" : "; ")
                .append(sample.note())
                .toString();
    }

    private static List<Competitor> reversed(List<Competitor> competitors) {
        List<Competitor> reversed = new ArrayList<>(competitors);
        Collections.reverse(reversed);
        return reversed;
    }
}
