package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.ClassBalance;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.data.ReadingProgress;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which images or sequences. */
class DataOption {
    private static final String BUNDLED = "mnist";

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            converter = WrongUse.Name.class,
            description =
                    "Images: mnist (bundled, the default); fashion, emnist-letters or another set by name where it is"
                            + " installed; or a folder with IDX files such as theirs (gzipped or not; where it holds several"
                            + " sets, DIR/PREFIX; of one that is called as a set, its full path). Sequences: a .ts file or a"
                            + " table (CSV, TSV; a row a step or a row a sequence), alone or as NAME_TRAIN with NAME_TEST."
                            + " Computed tasks over T steps: adding:T, temporal-order:T, copy:T.")
    private String data;

    /** Whether the user named a set. */
    boolean isGiven() {
        return data != null;
    }

    /** As provenance keeps it: names as such, folders in full. */
    String source() {
        return source(data);
    }

    /** The same of what the user gave, null for nothing. */
    static String source(String data) {
        String given = data == null ? BUNDLED : data;
        return Dataset.isName(given)
                ? given
                : Path.of(given).toAbsolutePath().normalize().toString();
    }

    /**
     * The images that a network was trained on, from where they were or where the user says they are now.
     *
     * @throws gatewise.io.UserError if they are others
     */
    Dataset trained(Provenance.Data trained) {
        Dataset set = isGiven() ? Dataset.open(data, trained.reading(), trained.holdout()) : trained.open();
        if (!set.sha256().equals(trained.sha256())) {
            throw new UserError(
                    "the data in " + (isGiven() ? data : trained.source())
                            + " is not what the network was trained on (its checksum differs)",
                    "give that with --data");
        }
        return set.train().count() > trained.trainingImages() ? set.limit(trained.trainingImages()) : set;
    }

    Dataset open() {
        return open(Reading.DEFAULT);
    }

    /** @param reading how files of sequences are read */
    Dataset open(Reading reading) {
        return open(reading, ReadingProgress.NONE);
    }

    private void checkSaid(Reading said) {
        if (!said.equals(Reading.DEFAULT) && (data == null || Dataset.isName(data))) {
            throw readAsItIs();
        }
    }

    private UserError readAsItIs() {
        return new UserError(
                "--data " + (data == null ? BUNDLED : data) + " is read as it is: flags for sequences in files say"
                        + " nothing to it",
                "leave them out, or give a file");
    }

    /** @param progress is told how far the reading of a file of sequences has come */
    Dataset open(Reading reading, ReadingProgress progress) {
        return Dataset.open(data == null ? BUNDLED : data, reading, null, progress);
    }

    /**
     * The same for one who says how to read.
     *
     * @throws UserError if that says nothing to what is read
     */
    Dataset openSaid(Reading said, ReadingProgress progress) {
        checkSaid(said);
        Dataset set = open(said, progress);
        if (set.form().isImages() && !said.equals(Reading.DEFAULT)) {
            throw readAsItIs();
        }
        return set;
    }

    /** Says in a line each what a set has too few images of. */
    void warnOfRareClasses(Dataset set, PrintWriter err, Terminal terminal) {
        ClassBalance.warnings(set)
                .forEach(warning ->
                        err.println(terminal.talk().prose(Text.visible("warning: " + set.name() + " has " + warning))));
    }
}
