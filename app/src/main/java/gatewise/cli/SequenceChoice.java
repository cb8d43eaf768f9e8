package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.NumberSequences;
import gatewise.data.SequenceFiles;
import gatewise.data.SequenceSet;
import gatewise.data.Task;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the sequences that a model is given: of its test set, or of a file.
 *
 * @param name what it is called among the others
 * @param title what messages call it
 */
record SequenceChoice(SequenceSet set, int number, String name, String title) {
    /** Names that a misspelt one is compared with. */
    private static final int MOST_NAMES = 1000;

    /** The test sequences that the user named, or those of the set that the model was trained on, as the model reads them. */
    record Test(String of, Form form, SequenceSet sequences) {
        /** @throws UserError if they are others than the network reads */
        static Test open(Provenance provenance, DataOption data) {
            Form form = provenance.form();
            Dataset set = data.isGiven()
                    ? data.open(provenance.data().reading())
                    : provenance.data().open();
            checkFits(set, form);
            // Other training sequences have other statistics; the network knows those of its own.
            return new Test(
                    set.name(),
                    form,
                    set.test() instanceof NumberSequences numbers ? numbers.scaled(form.scaling()) : set.test());
        }

        private static void checkFits(Dataset set, Form form) {
            Form given = set.form();
            if (given.isImages()) {
                throw differ(set.name() + " has images, and the model reads sequences that are none");
            }
            if (given.task() != form.task()) {
                throw differ(set.name() + " is to " + given.task() + ", and the model is to " + form.task());
            }
            differ(set.name() + " has the features ", given.features(), form.features());
            differ(set.name() + " is to say ", given.outputs(), form.outputs());
        }

        private static void differ(String has, List<String> given, List<String> expected) {
            if (!given.equals(expected)) {
                throw differ(has + Text.list(given) + ", expected " + Text.list(expected));
            }
        }

        private static UserError differ(String problem) {
            return new UserError(problem, "give other data or model");
        }

        SequenceChoice at(int index) {
            SequenceChoice.check(index, sequences, of + " has test " + form.noun());
            String name = sequences.name(index);
            String number = Integer.toString(index);
            // Of a file that was split, sequences without names are called by their places in it.
            String also = name.equals(number)
                    ? ""
                    : name.matches("[0-9]+") ? " (number " + name + " of its file)" : " (" + name + ")";
            return new SequenceChoice(sequences, index, name, "test " + form.one() + " " + number + also);
        }

        SequenceChoice named(String name) {
            return at(SequenceChoice.find(name, sequences, of + " has no test " + form.one() + " of that name"));
        }
    }

    /**
     * Of a file.
     *
     * @param index its number from 0, or null
     * @param name its name, or null
     * @throws UserError if the file cannot be read or has no such sequence
     */
    static SequenceChoice of(Path file, Provenance provenance, Integer index, String name) {
        NumberSequences sequences = SequenceFiles.read(file, provenance.data().reading(), provenance.form());
        if (sequences.count() == 0) {
            throw new UserError(file + ": has no sequences", "add one");
        }
        if (index != null) {
            check(index, sequences, file + " has sequences");
        }
        int number = name != null
                ? find(name, sequences, file + " has no sequence of that name")
                : index == null ? 0 : index;
        String called = sequences.name(number);
        String which = provenance.form().task() == Task.FORECAST ? "the last window of " : "sequence ";
        return new SequenceChoice(sequences, number, called, which + called + " of " + file);
    }

    int steps() {
        return set.length(number);
    }

    private static void check(int index, SequenceSet sequences, String has) {
        if (index < 0 || index >= sequences.count()) {
            throw new UserError(
                    "--index " + index + ": " + has + " 0.." + (sequences.count() - 1), "give one of these");
        }
    }

    private static int find(String name, SequenceSet sequences, String lacks) {
        for (int i = 0; i < sequences.count(); i++) {
            if (sequences.name(i).equals(name)) {
                return i;
            }
        }
        List<String> names = IntStream.range(0, Math.min(MOST_NAMES, sequences.count()))
                .mapToObj(sequences::name)
                .toList();
        throw new UserError(
                Text.format("--sequence %s: %s, expected one of %s", name, lacks, Text.list(names)),
                Suggestion.fix(name, names));
    }
}
