package gatewise.bench;

import java.util.List;

/** One side of a contest; of its variants the best counts, anew in each round. */
record Competitor(String name, List<Variant> variants) {}
