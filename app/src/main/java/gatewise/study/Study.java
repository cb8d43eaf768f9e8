package gatewise.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.RunCheck;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Form;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.training.Preset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Networks that are compared: each is trained from several seeds on the same sequences.
 *
 * @param formatVersion of this record; {@link #FORMAT_VERSION} when written
 * @param entries the networks, in the order of the tables
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Study(
        int formatVersion,
        List<Entry> entries,
        @JsonUnwrapped Scope scope,
        Provenance.Data data) {

    static final int FORMAT_VERSION = 1;
    private static final int MOST_SEEDS = 1000;

    /**
     * What all networks of a planned study share.
     *
     * @param seeds the first seeds from {@code firstSeed} on, at least 1
     * @param parameters that the hidden sizes were found for
     * @param threads what the user asked for; null for what is fastest for each network
     * @param upTo after so many epochs each run ends without being scored, as it is to go on in another study; null to train
     *     by the plan and score
     */
    public record Scope(
            int seeds,
            long firstSeed,
            long parameters,
            Integer threads,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer upTo) {
        public Scope {
            if (seeds < 1 || seeds > MOST_SEEDS) {
                throw new IllegalArgumentException("seeds must be in 1.." + MOST_SEEDS + ", got " + seeds);
            }
            if (upTo != null && upTo < 1) {
                throw new IllegalArgumentException("upTo must be at least 1, got " + upTo);
            }
        }
    }

    /**
     * A network of the study.
     *
     * @param tutorial whether the plan is the tutorial's own
     * @param plan with the first seed
     */
    public record Entry(String name, boolean tutorial, NetworkSpec network, TrainingPlan plan) {
        public Entry {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(network, "network is null");
            Objects.requireNonNull(plan, "plan is null");
        }
    }

    /**
     * A run of the study.
     *
     * @param index of the entry
     */
    public record Run(int index, Entry entry, long seed) {
        public TrainingPlan plan() {
            return entry.plan().toBuilder().seed(seed).build();
        }

        /** Of its folder, such as {@code 04-gru-34-seed-1}. */
        public String folder() {
            String name = entry.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            return Text.format("%02d-%s-seed-%d", index + 1, name.replaceAll("^-|-$", ""), seed);
        }
    }

    /** @throws IllegalArgumentException if it cannot be, as of a file that is damaged */
    public Study {
        entries = List.copyOf(entries);
        Objects.requireNonNull(data, "data is null");
        Objects.requireNonNull(scope, "scope is null");
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no networks");
        }
    }

    /** What in it does not go together, as of a file that is damaged, in a few words; null if all does. */
    String problem() {
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            if (!names.add(entry.name())) {
                return "it has two networks of one name";
            }
        }
        return entries.stream()
                .map(entry -> RunCheck.problem(entry.network(), data))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * What a study is planned from.
     *
     * @param plan of all but the tutorial's own, which shares its bounds and its batches
     * @param seeds how many runs each network has
     * @param parameters that the hidden sizes were found for
     * @param threads what the user asked for; null for what is fastest for each network
     */
    public record Terms(TrainingPlan plan, int seeds, long parameters, Integer threads) {}

    /**
     * Plans a study.
     *
     * @param networks the drafts' with their sizes
     * @throws UserError if there are no seeds, or two networks would have the same name
     */
    public static Study of(List<StudyDraft> drafts, List<NetworkSpec> networks, Terms terms, Provenance.Data data) {
        TrainingPlan plan = terms.plan();
        int seeds = terms.seeds();
        checkSeeds(seeds);
        TrainingPlan tutorial = bounded(Preset.TUTORIAL.plan(data.holdout()), plan);
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            StudyDraft draft = drafts.get(i);
            NetworkSpec network = networks.get(i);
            String name = draft.name() == null ? network.title() : draft.name();
            if (!names.add(name)) {
                throw new UserError("two networks are called '" + name + "'", "give each a name of its own");
            }
            entries.add(new Entry(name, draft.tutorial(), network, draft.tutorial() ? tutorial : plan));
        }
        return new Study(
                FORMAT_VERSION,
                entries,
                new Scope(seeds, plan.seed(), terms.parameters(), terms.threads(), null),
                data);
    }

    /** @throws UserError if there are none, or more than anybody means */
    static void checkSeeds(int seeds) {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new UserError(
                    Phrase.of(Setting.SEEDS, " must be in 1.." + MOST_SEEDS + ", got " + seeds),
                    "give a number in that range");
        }
    }

    /**
     * The same networks under other terms.
     *
     * @param plan of all but the tutorial's own, which shares its bounds and its batches
     */
    public Study with(TrainingPlan plan, int seeds, Integer threads) {
        List<Entry> planned = entries.stream()
                .map(entry -> new Entry(
                        entry.name(),
                        entry.tutorial(),
                        entry.network(),
                        entry.tutorial() ? bounded(entry.plan(), plan) : plan))
                .toList();
        return new Study(formatVersion, planned, new Scope(seeds, plan.seed(), parameters(), threads, upTo()), data);
    }

    private static TrainingPlan bounded(TrainingPlan tutorial, TrainingPlan plan) {
        return tutorial.toBuilder()
                .epochs(plan.epochs())
                .batchSize(plan.batchSize())
                .seed(plan.seed())
                .seconds(plan.seconds())
                .build();
    }

    /** What the networks read, and what they say of it. */
    public Form form() {
        return data.form(entries.get(0).network().inputSize());
    }

    public int seeds() {
        return scope.seeds();
    }

    public long firstSeed() {
        return scope.firstSeed();
    }

    public long parameters() {
        return scope.parameters();
    }

    /** What the user asked for; null for what is fastest for each network. */
    public Integer threads() {
        return scope.threads();
    }

    /** After how many epochs each run ends without being scored; null to train by the plan and score. */
    public Integer upTo() {
        return scope.upTo();
    }

    /** After how many epochs a run ends at the latest. */
    public int mostEpochs(Run run) {
        return upTo() == null ? run.plan().epochs() : upTo();
    }

    /** All runs; each network once before any a second time, so that what is there early is already a comparison. */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int seed = 0; seed < seeds(); seed++) {
            for (int index = 0; index < entries.size(); index++) {
                runs.add(new Run(index, entries.get(index), firstSeed() + seed));
            }
        }
        return runs;
    }

    /** A study of one of its runs alone. */
    Study alone(Run run) {
        Entry entry = run.entry();
        return new Study(
                formatVersion,
                List.of(new Entry(entry.name(), entry.tutorial(), entry.network(), run.plan())),
                new Scope(1, run.seed(), parameters(), threads(), upTo()),
                data);
    }

    /** The plan of the networks that do not train as in the tutorial; that one's if all do. */
    public TrainingPlan plan() {
        return entries.stream()
                .filter(entry -> !entry.tutorial())
                .findFirst()
                .orElse(entries.get(0))
                .plan();
    }

    /** In what another study differs, for a message; null if it is the same. */
    String difference(Study other) {
        if (formatVersion != other.formatVersion) {
            return "another format";
        }
        if (!data.sha256().equals(other.data.sha256()) || data.trainingImages() != other.data.trainingImages()) {
            return "other data";
        }
        if (!data.content().equals(other.data.content())) {
            return "the same data read in another way";
        }
        if (!data.holdout().equals(other.data.holdout())) {
            return "other validation " + form().noun();
        }
        if (seeds() != other.seeds() || firstSeed() != other.firstSeed()) {
            return "other seeds";
        }
        if (!Objects.equals(upTo(), other.upTo())) {
            return "runs of other lengths";
        }
        if (!Objects.equals(threads(), other.threads())) {
            return "another number of threads";
        }
        if (!entries.stream()
                .map(Entry::network)
                .toList()
                .equals(other.entries.stream().map(Entry::network).toList())) {
            return "other networks";
        }
        if (!entries.stream()
                .map(Entry::plan)
                .toList()
                .equals(other.entries.stream().map(Entry::plan).toList())) {
            return "another training plan";
        }
        return entries.equals(other.entries) ? null : "other names";
    }
}
