package gatewise.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * A search for a network by successive halving (Jamieson & Talwalkar 2016, Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization, AISTATS) with a factor of 3, its rungs laid out as one bracket of Hyperband (Li et al. 2018,
 * JMLR 18, algorithm 1): of n configurations and at most R epochs, rung i = 0..s trains the best n / 3^i up to R / 3^(s - i)
 * epochs, both rounded down, where s is the largest with 3^s at most n and at most R.
 *
 * @param formatVersion of this record; {@link #FORMAT_VERSION} when written
 * @param subject what is trained on what
 * @param command that began it, as a user types it, word by word
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Search(
        int formatVersion,
        SearchSpace space,
        @JsonUnwrapped Terms terms,
        @JsonUnwrapped Subject subject,
        List<String> command) {

    static final int FORMAT_VERSION = Study.FORMAT_VERSION;

    private static final int FACTOR = 3;
    private static final int MOST_CONFIGURATIONS = 10_000;
    /** Draws a configuration, after which a space is taken to hold no other. */
    private static final int MOST_DRAWS = 100;

    /**
     * What is trained on what.
     *
     * @param template of all that is not drawn
     * @param plan of all configurations; its epochs are those of the last rung, its seed also that of the draws
     */
    public record Subject(NetworkSpec template, TrainingPlan plan, Provenance.Data data) {
        /** @throws UserError if runs could not go on from rung to rung as if they had not been stopped */
        public Subject {
            Objects.requireNonNull(template, "template is null");
            Objects.requireNonNull(data, "data is null");
            if (plan.seconds() > 0) {
                throw new UserError(
                        Phrase.of(
                                Setting.SECONDS,
                                " does not go with ",
                                Setting.SEARCH,
                                ", whose choice must not depend on the speed of the machine"),
                        Phrase.of("bound the search by ", Setting.CONFIGURATIONS, " and ", Setting.EPOCHS));
            }
            plan = plan.toBuilder().scoreBest(true).build();
        }
    }

    /**
     * How much is searched.
     *
     * @param configurations that are drawn
     * @param seeds other ones than the search's own, from which the winner is trained anew; null to score the winner's own run
     * @param threads what the user asked for; null for what is fastest for each network
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Terms(int configurations, Integer seeds, Integer threads) {
        /** @throws UserError if a number is out of range */
        public Terms {
            if (configurations < 1 || configurations > MOST_CONFIGURATIONS) {
                throw new UserError(
                        Phrase.of(
                                Setting.CONFIGURATIONS,
                                " must be in 1.." + MOST_CONFIGURATIONS + ", got " + configurations),
                        "give a number in that range");
            }
            if (seeds != null) {
                Study.checkSeeds(seeds);
            }
        }
    }

    /**
     * A part of a search, after which only the best go on.
     *
     * @param number from 1
     * @param configurations that it trains, fewer where training diverged
     * @param epochs up to which
     */
    public record Rung(int number, int configurations, int epochs) {}

    public Search {
        Objects.requireNonNull(space, "space is null");
        Objects.requireNonNull(terms, "terms is null");
        Objects.requireNonNull(subject, "subject is null");
        command = List.copyOf(command);
    }

    /** A search that nobody has begun. */
    public static Search of(SearchSpace space, Terms terms, Subject subject) {
        return new Search(FORMAT_VERSION, space, terms, subject, List.of());
    }

    /** The same, begun by a command as a user types it, word by word. */
    public Search begunBy(List<String> words) {
        return new Search(formatVersion, space, terms, subject, words);
    }

    public NetworkSpec template() {
        return subject.template();
    }

    public TrainingPlan plan() {
        return subject.plan();
    }

    public Provenance.Data data() {
        return subject.data();
    }

    /** The rungs, the first of all configurations. */
    public List<Rung> rungs() {
        int last = 0;
        int factor = 1;
        while ((long) factor * FACTOR <= Math.min(terms.configurations(), plan().epochs())) {
            factor *= FACTOR;
            last++;
        }
        List<Rung> rungs = new ArrayList<>();
        int kept = 1;
        for (int i = 0; i <= last; i++) {
            rungs.add(new Rung(i + 1, terms.configurations() / kept, plan().epochs() / factor));
            kept *= FACTOR;
            factor /= FACTOR;
        }
        return rungs;
    }

    /** What all rungs train at most, in epochs of one configuration. */
    public long budget() {
        long budget = 0;
        int before = 0;
        for (Rung rung : rungs()) {
            budget += (long) rung.configurations() * (rung.epochs() - before);
            before = rung.epochs();
        }
        return budget;
    }

    /**
     * All configurations, in the order in which they were drawn; of fewer, the first are the same.
     *
     * @throws UserError if the space does not hold so many, or what was drawn makes no network
     */
    public List<Study.Entry> configurations() {
        Random random = new Random(plan().seed());
        Set<NetworkSpec> drawn = new HashSet<>();
        List<Study.Entry> entries = new ArrayList<>();
        for (int draws = 0; entries.size() < terms.configurations(); draws++) {
            if (draws == MOST_DRAWS * terms.configurations()) {
                throw new UserError(
                        Phrase.of(
                                Setting.CONFIGURATIONS,
                                " " + terms.configurations() + ": only "
                                        + Text.count(entries.size(), "different network")
                                        + " came of " + draws + " draws from the search's space"),
                        Phrase.of("give ", Setting.CONFIGURATIONS, " " + entries.size() + ", or a wider space"));
            }
            NetworkSpec network = draw(random, entries.size() + 1);
            if (drawn.add(network)) {
                String name = Text.format("#%02d %s", entries.size() + 1, network.title());
                entries.add(new Study.Entry(name, false, network, plan()));
            }
        }
        return entries;
    }

    private NetworkSpec draw(Random random, int number) {
        try {
            return space.draw(random, template());
        } catch (UserError e) {
            throw new UserError(Phrase.of("configuration " + number + " of the search: ", e.problem()), e.fix(), e);
        }
    }

    /** A rung of these configurations. */
    Study study(Rung rung, List<Study.Entry> entries) {
        return new Study(
                formatVersion, entries, new Study.Scope(1, plan().seed(), 0, terms.threads(), rung.epochs()), data());
    }

    /** The runs of the winner: that of the search, or from other seeds, as its own was chosen with it. */
    Study winner(Study.Entry entry) {
        boolean own = terms.seeds() == null;
        TrainingPlan seeded =
                own ? plan() : plan().toBuilder().seed(plan().seed() + 1).build();
        return Study.of(
                List.of(new StudyDraft(entry.name(), entry.network(), 0, false)),
                List.of(entry.network()),
                new Study.Terms(seeded, own ? 1 : terms.seeds(), entry.network().parameters(), terms.threads()),
                data());
    }

    /** In what another search differs, for a message; null if it is the same. */
    String difference(Search other) {
        if (!space.equals(other.space)) {
            return "another space";
        }
        if (terms.configurations() != other.terms.configurations()) {
            return "another number of configurations";
        }
        Study own = study(rungs().get(0), List.of(new Study.Entry("", false, template(), plan())));
        Study others =
                other.study(other.rungs().get(0), List.of(new Study.Entry("", false, other.template(), other.plan())));
        String difference = own.difference(others);
        return difference == null && !Objects.equals(terms.seeds(), other.terms.seeds())
                ? "other seeds of the winner"
                : difference;
    }
}
