package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.List;

/** A file has a class that is not among those that are known, or lacks a column that is. */
final class UnknownName extends UserError {
    private static final long serialVersionUID = 1L;

    private final transient Phrase where;
    private final transient What what;

    /**
     * What is unknown, in messages about a network and about the training file.
     *
     * @param toNetwork the problem if a network is there
     * @param fix if a network is there
     * @param inFile the problem in training, which ends where the name of the training file is to stand
     * @param there what the training file has instead; empty for nothing to be said
     */
    record What(Phrase toNetwork, CharSequence fix, Phrase inFile, List<String> there) {}

    UnknownName(What what) {
        this(Phrase.of(""), what);
    }

    private UnknownName(Phrase where, What what) {
        super(Phrase.of(where, what.toNetwork()), what.fix());
        this.where = where;
        this.what = what;
    }

    /** The same, of a place in a file. */
    UnknownName at(Phrase place) {
        return new UnknownName(place, what);
    }

    /** The same where no network is there yet, but the file that it is to be trained on. */
    UserError besides(Object trainingFile) {
        String has = what.there().isEmpty() ? "" : " (" + Text.list(what.there()) + ")";
        return new UserError(
                Phrase.of(where, what.inFile(), trainingFile, has), "give two files of the same columns and classes");
    }
}
