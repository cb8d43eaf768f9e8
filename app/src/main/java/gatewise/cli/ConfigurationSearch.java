package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.io.FolderLock;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import gatewise.spark.SparkRuns;
import gatewise.study.Defaults;
import gatewise.study.Part;
import gatewise.study.Search;
import gatewise.study.SearchFile;
import gatewise.study.SearchFolder;
import gatewise.study.SearchRunner;
import gatewise.study.SearchSpace;
import gatewise.study.StudyRunner;
import gatewise.training.DivergenceException;
import gatewise.training.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code compare --search}: draws networks, halves them rung by rung and scores the winner. */
final class ConfigurationSearch {
    private static final String WHAT = "a search";

    private final StudyData source;
    private final CompareOptions options;
    private final SearchOptions searchOptions;
    private final PlanOptions planOptions;
    private final SparkOptions sparkOptions;
    private final SearchFolder folder;

    ConfigurationSearch(
            StudyData source, SearchOptions searchOptions, PlanOptions planOptions, SparkOptions sparkOptions) {
        this.source = source;
        this.options = source.options();
        this.searchOptions = searchOptions;
        this.planOptions = planOptions;
        this.sparkOptions = sparkOptions;
        this.folder = new SearchFolder(options.out);
    }

    /**
     * Searches.
     *
     * @param space the file with the ranges; null for the usual ones
     * @param part that this process is of the search; null if it has it for itself
     */
    int run(Path space, Part part) {
        options.checkSearched();
        if (sparkOptions.isGiven()) {
            sparkOptions.find(System.getenv());
        }
        if (part != null) {
            folder.checkShared();
            return search(space, part);
        }
        try (FolderLock lock = folder.take()) {
            lock.warning().ifPresent(warning -> err().println("warning: " + warning));
            return search(space, null);
        }
    }

    private int search(Path space, Part part) {
        Search stored = folder.stored().orElse(null);
        Provenance.Data begun = stored == null ? null : stored.data();
        Reading reading = source.reading(begun, WHAT);
        Dataset data = source.open(begun, reading, WHAT);
        Search search = search(space, data, reading, stored);
        Trainer.check(search.plan(), data);
        search.configurations();
        folder.check(search);
        boolean ended;
        if (sparkOptions.isGiven()) {
            try (SparkRuns cluster =
                    sparkOptions.runs(search.terms().threads(), search.plan(), options.source(search.data()))) {
                ended = train(
                        search,
                        data,
                        new StageRuns(command(), folder, null, (stage, turns) -> cluster.training(stage)));
            }
        } else {
            Threads.choose(search.terms().threads(), true);
            ActiveBackend.start();
            ended = train(
                    search,
                    data,
                    new StageRuns(command(), folder, part, (stage, turns) -> new StudyRunner(stage, data, turns)));
        }
        if (ended) {
            new SearchLines(command(), folder).report(folder.stored().orElseThrow());
        }
        return ended ? 0 : 1;
    }

    /** Whether it came to its end. */
    private boolean train(Search search, Dataset data, StageRuns runs) {
        folder.begin(search);
        try (Interruption interruption = new Interruption(runs::stop)) {
            source.say(data);
            err().println(talk().prose(SearchLines.plan(search)));
            err().flush();
            if (!new SearchRunner(search, folder, runs).run()) {
                err().println(talk().prose("\nstopped; the same command goes on with what is left"));
                return false;
            }
            if (interruption.happened()) {
                err().println(talk().prose("\nstopped after the last run; the same command writes the report"));
                return false;
            }
            return true;
        } catch (DivergenceException e) {
            throw UserError.failedJob(
                    "the winner's training diverged: " + e.getMessage(),
                    "search anew with other --seeds, and another --out than " + folder.path(),
                    e);
        }
    }

    /** @param stored a search that goes on, whose settings hold where the user says nothing; or null */
    private Search search(Path space, Dataset data, Reading reading, Search stored) {
        NetworkSpec template = stored != null && !options.namesOptimizer()
                ? stored.template()
                : Defaults.network(data).toBuilder()
                        .optimizer(options.optimizer(data.form()))
                        .build();
        SearchSpace ranges =
                space != null ? SearchFile.read(space) : stored == null ? SearchSpace.DEFAULT : stored.space();
        Search.Terms terms = new Search.Terms(
                searchOptions.configurations(stored),
                options.seeds(stored),
                sparkOptions.threads(
                        options.threads(stored == null ? null : stored.terms().threads())));
        Search.Subject subject = new Search.Subject(
                template,
                options.plan(stored == null ? Defaults.plan(data) : stored.plan(), planOptions),
                stored == null ? Provenance.Data.of(options.source(), data, reading) : stored.data());
        return Search.of(ranges, terms, subject)
                .begunBy(command().root().commandLine().getParseResult().originalArgs());
    }

    private CommandSpec command() {
        return source.command();
    }

    private PrintWriter err() {
        return command().commandLine().getErr();
    }

    private Terminal talk() {
        return Terminal.of(command()).talk();
    }
}
