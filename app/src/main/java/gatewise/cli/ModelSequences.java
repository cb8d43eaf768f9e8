package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.NaiveForecast;
import gatewise.data.NumberSequences;
import gatewise.data.SequenceFiles;
import gatewise.data.SequenceSet;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.report.DataSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The sequences that a model is given, as it reads them: its features by their names, scaled as those that it was trained on. */
final class ModelSequences {
    private static final String STANDARD_INPUT = "standard input";
    private static final int MOST_SUGGESTED = 10_000;

    private final Provenance provenance;
    private final Form form;
    private final DataOption data;
    private Known known;

    ModelSequences(Provenance provenance, DataOption data) {
        this.provenance = provenance;
        this.form = provenance.form();
        this.data = data;
    }

    /**
     * Sequences whose truth is known.
     *
     * @param name of the set or file
     * @param naive gives forecasts that need no network, null where nothing is forecast; it may read what the model was trained on
     * @param summary what the data was recognised as, for a terminal of so many columns
     */
    record Known(String name, SequenceSet set, Supplier<NaiveForecast> naive, IntFunction<String> summary) {}

    /**
     * The test sequences of the set that the model was trained on, or of the one that the user named; all sequences of a file
     * that is another.
     *
     * @throws UserError if they are not what the model reads, or it is not known what is true of them
     */
    Known known() {
        if (known == null) {
            known = data.isGiven()
                    ? given(data.source())
                    : test(provenance.data().open());
        }
        return known;
    }

    private Known given(String source) {
        if (Dataset.isName(source) || !Files.isRegularFile(Path.of(source))) {
            return test(Dataset.open(
                    source, provenance.data().reading(), provenance.data().holdout()));
        }
        Optional<Dataset> trained = trained(source);
        if (trained.isPresent()) {
            return test(trained.get());
        }
        Path file = Path.of(source);
        SequenceFiles.Truth truth =
                SequenceFiles.readTruth(file, provenance.data().reading(), form);
        return new Known(
                truth.name(),
                truth.sequences(),
                () -> truth.naive() == null ? null : truth.naive().scaledBy(training()),
                width -> DataSummary.of(truth, form.noun(), isTrainingFile(file), width));
    }

    private boolean isTrainingFile(Path file) {
        try {
            return provenance.data().isKnown()
                    && Files.isSameFile(file, Path.of(provenance.data().source()));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** What the model was trained on, if this file is a part of it. */
    private Optional<Dataset> trained(String file) {
        try {
            Dataset set = Dataset.open(
                    file, provenance.data().reading(), provenance.data().holdout());
            return Optional.of(set)
                    .filter(opened -> opened.sha256().equals(provenance.data().sha256()));
        } catch (UserError e) {
            return Optional.empty(); // no set to train on, which need not be one to be scored on
        }
    }

    private Known test(Dataset set) {
        Form other = set.form();
        if (other.isImages() || other.task() != form.task()) {
            throw new UserError(
                    Text.format(
                            "the model reads sequences to %s, but %s has %s",
                            form.task(), set.name(), other.isImages() ? "images" : "sequences to " + other.task()),
                    "give other data or model");
        }
        checkSame("features", form.features(), other.features(), set.name());
        checkSame(form.task().saysClasses() ? "classes" : "outputs", form.outputs(), other.outputs(), set.name());
        SequenceSet test = set.test() instanceof NumberSequences numbers ? numbers.scaled(form.scaling()) : set.test();
        return new Known(set.name(), test, set::naive, width -> DataSummary.of(set, width));
    }

    /** Of the series that the model was trained on; null if they are not there. */
    private NaiveForecast training() {
        try {
            return provenance.data().open().naive();
        } catch (UserError e) {
            return null; // Other data is scored without it.
        }
    }

    private static void checkSame(String what, List<String> expected, List<String> found, String name) {
        if (!expected.equals(found)) {
            throw new UserError(
                    Text.format(
                            "the model has the %s %s, but %s has %s",
                            what, Text.list(expected), name, Text.list(found)),
                    "give other data or model");
        }
    }

    /**
     * The place of a test sequence.
     *
     * @throws UserError if there is none of this number
     */
    int index(int number) {
        SequenceSet test = known().set();
        if (number < 0 || number >= test.count()) {
            throw new UserError(
                    "--index " + number + ": " + known().name() + " has test " + form.noun() + " 0.."
                            + (test.count() - 1),
                    "give one of these");
        }
        return number;
    }

    /**
     * The places of the test sequences of a name.
     *
     * @throws UserError if there is none
     */
    int[] named(String name) {
        SequenceSet test = known().set();
        int[] found = IntStream.range(0, test.count())
                .filter(i -> test.name(i).equals(name))
                .toArray();
        if (found.length == 0) {
            List<String> names = IntStream.range(0, Math.min(MOST_SUGGESTED, test.count()))
                    .mapToObj(test::name)
                    .toList();
            throw new UserError(
                    Text.format(
                            "--sequence %s: %s has no test %s of that name, expected one of %s",
                            Text.name(name), known().name(), form.one(), Text.list(names)),
                    Suggestion.fix(name, names));
        }
        return found;
    }

    /** What the model reads and says. */
    Form form() {
        return form;
    }

    /** The sequences of a file; of a series that is to be forecast, its last window. */
    NumberSequences read(Path file) {
        return SequenceFiles.read(file, provenance.data().reading(), form);
    }

    /** The same of what comes from standard input. */
    NumberSequences read(InputStream in) {
        return SequenceFiles.read(in, STANDARD_INPUT, provenance.data().reading(), form);
    }
}
