package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.io.FolderLock;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import gatewise.spark.SparkStudy;
import gatewise.study.Defaults;
import gatewise.study.Part;
import gatewise.study.RunTurns;
import gatewise.study.Search;
import gatewise.study.SearchFolder;
import gatewise.study.Stage;
import gatewise.study.Study;
import gatewise.study.StudyDraft;
import gatewise.study.StudyFile;
import gatewise.study.StudyFolder;
import gatewise.study.StudyRunner;
import gatewise.study.StudyTraining;
import gatewise.training.DivergenceException;
import gatewise.training.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains several networks from several seeds under one plan and compares them. */
@Command(
        name = "compare",
        description = {
            "Trains several networks from several seeds under one plan and says how they compare: accuracy, or errors of"
                    + " numbers, with their spread, speed, latency, learning curves, confusions.",
            "",
            "Without STUDY: simple RNN, LSTM, both forms of GRU, stacked and bidirectional ones, all with as many"
                    + " parameters as the tutorial's LSTM-28, and that one itself with the tutorial's settings. All"
                    + " others: shuffled, batches of 128, Adam with learning rate 0.001, 10 epochs, the best epoch by"
                    + " validation scored. The same command goes on after Ctrl-C.",
            "",
            "Of sequences that are no images: the same but for the tutorial's, with as many parameters as an LSTM-100 has"
                    + " for them, learning rate 0.002, batches of at most 32 and up to 100 epochs, fewer the more sequences"
                    + " there are.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "STUDY is a JSON list with an object for each network. Fields, all optional: those of the network in"
                    + " 'gatewise describe --json', layers (1; its hiddenSizes are then found), name, and plan"
                    + " (\"tutorial\" trains as in the tutorial):",
            "  [{\"cell\": \"gru\", \"layers\": 2}, {\"name\": \"large\", \"cell\": \"lstm\", \"hiddenSizes\": [128]}]",
            "",
            "The ranges of a search are a JSON object. Fields, all optional: cell, hiddenSize, layers, bidirectional,"
                    + " learningRate, dropout, l2, each a value, a list, or a range; the usual ones are:",
            "  {\"cell\": [\"lstm\", \"gru\"], \"hiddenSize\": {\"from\": 32, \"to\": 128}, \"layers\": [1, 2],",
            "   \"bidirectional\": [false, true], \"learningRate\": {\"from\": 0.0005, \"to\": 0.01},",
            "   \"dropout\": {\"from\": 0, \"to\": 0.5}, \"l2\": 0}",
            "",
            "Examples:",
            "  gatewise compare --seeds 3 --epochs 5 --out runs/quick",
            "  gatewise compare mine.json --seconds 60 --data fashion",
            "  gatewise compare --data vowels_TRAIN.ts --out runs/vowels",
            "  gatewise compare --search --configurations 9 --epochs 9 --out runs/search",
            "  gatewise compare --part 2/4 --out /shared/study    (then: compare --report)",
            "  gatewise compare --spark spark://node1:7077 --seeds 20 --out runs/study    (or with --search)"
        })
final class CompareCommand implements Callable<Integer> {
    private static final String WHAT = "a study";

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..1",
            paramLabel = "STUDY",
            description = "The networks as JSON, or the ranges of a search; default: those above.")
    private Path file;

    @ArgGroup(exclusive = false, heading = "%nStudy, data and results:%n")
    private final CompareOptions options = new CompareOptions();

    @ArgGroup(exclusive = false, heading = "%nShared by several processes:%n")
    private final PartOptions partOptions = new PartOptions();

    @ArgGroup(exclusive = false, heading = "%nSearch:%n")
    private final SearchOptions searchOptions = new SearchOptions();

    @ArgGroup(exclusive = false, heading = "%nOn a cluster of Apache Spark:%n")
    private final SparkOptions sparkOptions = new SparkOptions();

    @ArgGroup(exclusive = false, heading = "%nSequences in files:%n")
    private final ReadingOptions readingOptions = new ReadingOptions();

    @ArgGroup(exclusive = false, heading = "%nTraining:%n")
    private final PlanOptions planOptions = new PlanOptions();

    @Override
    public Integer call() {
        StudyFolder folder = new StudyFolder(options.out);
        if (partOptions.report) {
            return report(folder);
        }
        Optional<Part> part = partOptions.part(System.getenv());
        sparkOptions.check(part.isPresent(), options.isTimed());
        if (searchOptions.search) {
            return new ConfigurationSearch(source(), searchOptions, planOptions, sparkOptions)
                    .run(file, part.orElse(null));
        }
        searchOptions.checkNone(options.out);
        if (sparkOptions.isGiven()) {
            sparkOptions.find(System.getenv());
        } else {
            ActiveBackend.requireUsable();
        }
        try (FolderLock lock = part.isPresent() ? folder.take(part.get()) : folder.take()) {
            lock.warning().ifPresent(warning -> command.commandLine().getErr().println("warning: " + warning));
            return compare(folder, part.orElse(null));
        }
    }

    private StudyData source() {
        return new StudyData(command, options, readingOptions);
    }

    /** @param part that this process is of the study; null if it has it for itself */
    private Integer compare(StudyFolder folder, Part part) {
        Study stored = folder.stored().orElse(null);
        StudyData source = source();
        Provenance.Data begun = stored == null ? null : stored.data();
        Reading reading = source.reading(begun, WHAT);
        Dataset data = source.open(begun, reading, WHAT);
        Study study = study(data, reading, stored);
        Trainer.check(study.plan(), data);
        int finished = folder.check(study);
        StudyTraining training = training(folder, study, data, part);
        PrintWriter err = command.commandLine().getErr();
        Terminal terminal = Terminal.of(command);
        StudyDisplay display = new StudyDisplay(err, terminal, study, part == null ? 1 : part.parts());
        try (Interruption interruption = new Interruption(training::stop)) {
            source.say(data);
            display.header(folder.path(), finished);
            if (!training.run(display)) {
                err.println(terminal.talk().prose("\nstopped; the same command goes on with what is left"));
                return 1;
            }
            if (interruption.happened()) {
                err.println(terminal.talk().prose("\nstopped after the last run; the same command writes the report"));
                return 1;
            }
        } catch (DivergenceException e) {
            throw UserError.failedJob(
                    e.getMessage(),
                    new StudyStates(folder.states(study)).remedy() + " than " + folder.path()
                            + ", which keeps the finished runs",
                    e);
        }
        if (part != null) {
            new StudyLines(command, folder).sayLeft(study, part);
            return 0;
        }
        new StudyLines(command, folder).print(study, typed());
        return 0;
    }

    private StudyTraining training(StudyFolder folder, Study study, Dataset data, Part part) {
        if (sparkOptions.isGiven()) {
            return new SparkStudy(
                    new Stage(study, folder, null),
                    sparkOptions.runs(study.threads(), study.plan(), options.source(study.data())));
        }
        Threads.choose(study.threads(), true);
        ActiveBackend.start();
        RunTurns turns = part == null ? RunTurns.ALONE : folder.share(study, part, typed());
        return new StudyRunner(study, folder, data, turns);
    }

    /** What is there, whoever trained it. */
    private Integer report(StudyFolder folder) {
        PartOptions.checkAlone(command);
        SearchFolder searched = new SearchFolder(options.out);
        Optional<Search> search = searched.stored();
        if (search.isPresent()) {
            new SearchLines(command, searched).report(search.get());
            return 0;
        }
        return new StudyLines(command, folder).report();
    }

    private Integer threads(Study stored) {
        return sparkOptions.threads(options.threads(stored));
    }

    private String typed() {
        return SearchLines.typed(command);
    }

    /** @param stored a study that goes on, whose networks and plan hold where the user says nothing; or null */
    private Study study(Dataset data, Reading reading, Study stored) {
        if (stored != null && file == null && !options.namesNetworks()) {
            return stored.with(options.plan(stored.plan(), planOptions), options.seeds(stored), threads(stored));
        }
        NetworkSpec start = Defaults.network(data);
        NetworkSpec template =
                start.toBuilder().optimizer(options.optimizer(data.form())).build();
        boolean images = data.form().isImages();
        List<StudyDraft> drafts = file != null
                ? StudyFile.read(file, template, data)
                : images ? StudyDraft.defaults(template, data.holdout()) : StudyDraft.ofEachCell(template);
        NetworkSpec reference = images ? StudyDraft.tutorial(template, data.holdout()) : start;
        long parameters = options.parameters(reference, drafts);
        TrainingPlan plan = stored == null ? Defaults.plan(data) : stored.plan();
        return Study.of(
                drafts,
                StudyDraft.sized(drafts, parameters),
                new Study.Terms(options.plan(plan, planOptions), options.seeds(stored), parameters, threads(stored)),
                stored == null ? Provenance.Data.of(options.source(), data, reading) : stored.data());
    }
}
