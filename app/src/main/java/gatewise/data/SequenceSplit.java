package gatewise.data;

import gatewise.io.Digests;
import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a data set of one or two files: splits by whole sequences, missing values, scaling by the training sequences. */
final class SequenceSplit {
    /** Of more, confusions are no table that anybody reads, and fill the memory. */
    private static final int MOST_CLASSES = 2_000;

    private final SequencePaths paths;
    private final Reading reading;
    private final Holdout holdout;

    private SequenceSplit(SequencePaths paths, Reading reading, Holdout holdout) {
        this.paths = paths;
        this.reading = reading;
        this.holdout = holdout;
    }

    /**
     * Reads the files and splits them.
     *
     * @param given null for what suits the sequences
     */
    static Dataset read(SequencePaths paths, Reading reading, Holdout given, ReadingProgress progress) {
        return new SequenceSplit(paths, reading, given == null ? Holdout.BY_CLASS : given).read(progress);
    }

    private Dataset read(ReadingProgress progress) {
        FileContent all = SequenceFiles.content(paths.train(), reading, null, progress);
        check(all, paths.train().toString());
        if (all.task() == Task.FORECAST) {
            return forecast(all);
        }
        Form unscaled = form(
                all,
                Scaling.none(all.features().size()),
                Scaling.none(all.outputs().size()),
                new TrainedSteps(null, all.found().distance(), null));
        if (paths.test() == null) {
            String sha256 = sha256(all);
            int[] everything = labels(all);
            Holdout.Order tested = order(holdout.test(everything), all);
            int[] rest = tested.rest();
            Arrays.sort(rest);
            int[] test = tested.heldOut();
            Arrays.sort(test);
            return dataset(all, rest, all.sequences().select(test), sha256);
        }
        FileContent test = test(unscaled, progress);
        check(test, paths.test().toString());
        int[] everything = IntStream.range(0, all.sequences().count()).toArray();
        return dataset(all, everything, test.sequences(), sha256(all, test));
    }

    /** The test file, whose features and classes are those of the training file. */
    private FileContent test(Form training, ReadingProgress progress) {
        try {
            FileContent test = SequenceFiles.content(paths.test(), reading, training, progress);
            if (!test.features().equals(training.features())) {
                throw new UserError(
                        Phrase.of(
                                paths.test(),
                                ": has the features ",
                                Text.list(test.features()),
                                ", but ",
                                paths.train(),
                                " has ",
                                Text.list(training.features())),
                        "give two files of the same features");
            }
            if (test.kind() != DataOrigin.Kind.TS && reading.columns().features() == null) {
                new TestColumns(paths, reading.columns()).check(test.kind());
            }
            return test;
        } catch (UnknownName e) {
            throw e.besides(paths.train());
        }
    }

    private void check(FileContent content, String name) {
        if (!content.sequences().isLabelled()) {
            Columns columns = reading.columns();
            boolean numbers = content.task() == Task.REGRESS;
            String ofTs = numbers
                    ? "give the number of each, with @targetLabel true in the header"
                    : "give the class of each, and in the header all their names";
            throw new UserError(
                    Phrase.of(name, ": does not say what its sequences are"),
                    content.kind() == DataOrigin.Kind.TS || columns.label() == null && columns.targets() == null
                            ? ofTs
                            : "fill the column " + Text.list(numbers ? columns.targets() : List.of(columns.label())));
        }
        if (content.task().saysClasses() && content.outputs().size() > MOST_CLASSES) {
            throw new UserError(
                    Phrase.of(name, ": has " + content.outputs().size() + " classes, expected at most " + MOST_CLASSES),
                    "give numbers as numbers, with the task regress");
        }
        if (content.task().saysClasses() && content.outputs().size() < 2) {
            throw new UserError(Phrase.of(name, ": has one class, expected at least two"), "add sequences of another");
        }
        checkNames(content.outputs(), name, content.task().saysClasses() ? "classes" : "numbers to be said");
        checkNames(content.features(), name, "features");
    }

    private static void checkNames(List<String> names, String file, String what) {
        String problem = NameProblem.of(names);
        if (problem != null) {
            throw new UserError(Phrase.of(file, ": has among its ", what, " ", problem), "give each a name of its own");
        }
    }

    /** Windows of series, split in order of time; an order of training is drawn from the seed. */
    private Dataset forecast(FileContent all) {
        if (paths.test() != null) {
            throw new UserError(
                    Phrase.of(paths.test(), ": a forecast takes one file, which is split in order of time"),
                    "give one that is not called _TRAIN or _TEST");
        }
        String name = paths.train().toString();
        // The checksum is that of the file, before missing values are put in.
        String sha256 = sha256(all);
        DataOrigin origin = origin(all, null);
        checkValues(ForecastData.training(all.sequences()), all);
        ForecastData.checkTargets(all, reading, name);
        ForecastData data = ForecastData.of(all.sequences(), reading.missing());
        ForecastSplit split = ForecastSplit.of(data.series(), reading.window(), name);
        ForecastSplit.checkSeason(data.series(), reading.window(), name);
        Form form = form(
                all,
                data.scaling(),
                data.outputScaling(reading.window().horizon()),
                new TrainedSteps(null, all.found().distance(), null));
        return dataset(
                form,
                new Dataset.Splits(
                        SequenceFiles.scaled(split.train(), form, name),
                        SequenceFiles.scaled(split.validation(), form, name),
                        SequenceFiles.scaled(split.test(), form, name),
                        new NaiveForecast(data.series(), reading.window()),
                        origin),
                sha256);
    }

    private Dataset dataset(Form form, Dataset.Splits splits, String sha256) {
        return new Dataset(paths.name(), splits, form, sha256, holdout);
    }

    /** By which other tables are told to have the same steps; null where features are named. */
    private List<String> columns(FileContent all) {
        return reading.columns().features() == null ? all.found().columns() : null;
    }

    private void checkValues(NumberSequences train, FileContent all) {
        int empty = MissingValues.emptyFeature(train);
        if (empty >= 0) {
            throw new UserError(
                    Phrase.of(
                            paths.train(),
                            ": no training sequence has a value of ",
                            all.features().get(empty)),
                    "leave it out");
        }
    }

    /** @throws UserError if a file has too few sequences for its parts, counted whole */
    private Holdout.Order order(Holdout.Order order, FileContent all) {
        int drawn = order.sequences().length;
        if (order.held() > 0 && order.held() < drawn) {
            return order;
        }
        int[] counts = new int[all.task() == Task.CLASSIFY ? all.outputs().size() : 1];
        Arrays.stream(labels(all)).forEach(label -> counts[label]++);
        int most = Arrays.stream(counts).max().orElse(0);
        boolean classes = all.task() == Task.CLASSIFY;
        throw new UserError(
                Phrase.of(
                        paths.train(),
                        Text.format(
                                ": holds %s%s, expected at least %d%s, one each for training%s",
                                Text.count(all.sequences().count(), "sequence"),
                                classes ? ", at most " + most + " of a class" : "",
                                paths.test() == null ? 3 : 2,
                                classes ? " of one class" : "",
                                paths.test() == null ? ", validation and test" : " and validation")),
                "add sequences");
    }

    private Dataset dataset(FileContent all, int[] training, NumberSequences test, String sha256) {
        int[] labels = labels(all);
        Holdout.Order drawn = order(
                holdout.validation(Arrays.stream(training).map(i -> labels[i]).toArray(), reading.validation()), all);
        NumberSequences validation = chosen(all, training, drawn.heldOut());
        NumberSequences train = chosen(all, training, drawn.rest());
        DataOrigin origin = origin(all, paths.test() == null ? null : test);
        if (reading.missing() == Missing.INTERPOLATE) {
            MissingValues.interpolate(all.sequences());
            MissingValues.interpolate(test);
        }
        checkValues(train, all);
        NumberSequences whole = all.sequences();
        boolean alike = IntStream.range(0, whole.count()).allMatch(i -> whole.length(i) == whole.longest());
        Form form = form(
                all,
                Scaling.of(train),
                all.task().saysClasses() ? null : Scaling.ofTargets(train),
                new TrainedSteps(alike ? whole.longest() : null, all.found().distance(), columns(all)));
        String trainName = paths.train().toString();
        String testName = paths.test() == null ? trainName : paths.test().toString();
        return dataset(
                form,
                new Dataset.Splits(
                        SequenceFiles.scaled(train, form, trainName),
                        SequenceFiles.scaled(validation, form, trainName),
                        SequenceFiles.scaled(test, form, testName),
                        origin),
                sha256);
    }

    /**
     * What was read, before missing values are put in.
     *
     * @param test of a file of its own, or null
     */
    private DataOrigin origin(FileContent all, NumberSequences test) {
        long missing = reading.missing() == Missing.REFUSE
                ? 0
                : MissingValues.count(all.sequences()) + (test == null ? 0 : MissingValues.count(test));
        return new DataOrigin(all.kind(), test != null, missing, all.rounded());
    }

    private static NumberSequences chosen(FileContent all, int[] among, int[] places) {
        return all.sequences().select(Arrays.stream(places).map(i -> among[i]).toArray());
    }

    /** The class of each sequence, so that each split has its share of all; numbers have none. */
    private static int[] labels(FileContent content) {
        NumberSequences sequences = content.sequences();
        return content.task() == Task.CLASSIFY
                ? IntStream.range(0, sequences.count()).map(sequences::label).toArray()
                : new int[sequences.count()];
    }

    private static Form form(FileContent content, Scaling scaling, Scaling outputScaling, TrainedSteps steps) {
        return new Form(
                content.task(),
                content.features(),
                content.outputs(),
                new Form.Scalings(scaling, content.task().saysClasses() ? null : outputScaling),
                steps);
    }

    private static String sha256(FileContent... parts) {
        MessageDigest digest = Digests.of("SHA-256");
        for (FileContent part : parts) {
            NumberSequences sequences = part.sequences();
            String said =
                    part.task() + "\n" + part.features() + "\n" + part.outputs() + "\n" + sequences.count() + "\n";
            digest.update(said.getBytes(StandardCharsets.UTF_8));
            int[] lengths =
                    IntStream.range(0, sequences.count()).map(sequences::length).toArray();
            update(digest, lengths);
            for (int i = 0; i < lengths.length; i++) {
                int from = sequences.firstStep(i) * sequences.features();
                update(digest, sequences.memory().values(), from, from + lengths[i] * sequences.features());
            }
            update(digest, sequences.targets().values(), 0, sequences.targets().values().length);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
        for (int value : values) {
            digest.update(bytes.clear().putInt(value).flip());
        }
    }

    private static void update(MessageDigest digest, float[] values, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * Math.min(1 << 14, to - from));
        for (int at = from; at < to; ) {
            bytes.clear();
            while (at < to && bytes.hasRemaining()) {
                // All that is not a number has the same bits then.
                bytes.putInt(Float.floatToIntBits(values[at++]));
            }
            digest.update(bytes.flip());
        }
    }
}
