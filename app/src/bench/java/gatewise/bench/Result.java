package gatewise.bench;

import gatewise.io.Text;
import gatewise.bench.Variant.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a contest ended.
 *
 * @param rounds of each competitor, by name; the first is the one that all others are compared with
 */
record Result(String title, List<Metric> metrics, Map<String, List<Round>> rounds) {

    /** The best variant of a round. */
    record Round(String variant, Sample sample) {}

    /** Median and extremes. */
    record Spread(double median, double min, double max) {
        static Spread of(double... values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int last = sorted.length - 1;
            return new Spread((sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[0], sorted[last]);
        }

        @Override
        public String toString() {
            return Text.format("%s (%s..%s)", number(median), number(min), number(max));
        }
    }

    static String header() {
        return Text.format(
"""
                | what | competitor | median (min..max) | %s is so many times as fast | settings | at the end |
                | --- | --- | --- | --- | --- | --- |
                """, Engine.OURS);
    }

    /** The rows of a Markdown table. */
    String rows() {
        StringBuilder rows = new StringBuilder();
        for (int metric = 0; metric < metrics.size(); metric++) {
            for (String name : rounds.keySet()) {
                List<Round> own = rounds.get(name);
                rows.append(Text.format("| %s, %s | %s | %s | %s | %s | %s |%n", title,
                                metrics.get(metric).unit(),
                                name,
                                Spread.of(figures(name, metric)),
                                name.equals(first()) ? "" : Spread.of(ratios(name, metric)),
                                String.join(
                                        " or ",
                                        own.stream()
                                                .map(Round::variant)
                                                .distinct()
                                                .toList()),
                                own.get(own.size() - 1).sample().note()));
            }
        }
        return rows.toString();
    }

    /** For JSON. */
    List<Map<String, Object>> toList() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            for (String name : rounds.keySet()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("what", title);
                row.put("unit", metrics.get(metric).unit());
                row.put("competitor", name);
                row.put("figures", figures(name, metric));
                row.put("spread", Spread.of(figures(name, metric)));
                row.put("comparedWith", first());
                row.put("ratios", ratios(name, metric));
                row.put("ratioSpread", Spread.of(ratios(name, metric)));
                row.put(
                        "variants",
                        rounds.get(name).stream().map(Round::variant).toList());
                row.put(
                        "notes",
                        rounds.get(name).stream()
                                .map(round -> round.sample().note())
                                .toList());
                list.add(row);
            }
        }
        return list;
    }

    private String first() {
        return rounds.keySet().iterator().next();
    }

    private double[] figures(String name, int metric) {
        return rounds.get(name).stream()
                .mapToDouble(round -> round.sample().figures()[metric])
                .toArray();
    }

    /** Round by round, how many times as fast the first competitor was. */
    private double[] ratios(String name, int metric) {
        double[] ours = figures(first(), metric);
        double[] theirs = figures(name, metric);
        double[] ratios = new double[ours.length];
        Arrays.setAll(ratios, round -> metrics.get(metric).ratio(ours[round], theirs[round]));
        return ratios;
    }

    static String number(double value) {
        return Text.format(value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
