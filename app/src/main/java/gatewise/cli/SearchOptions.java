package gatewise.cli;

import gatewise.io.UserError;
import gatewise.study.Search;
import gatewise.study.SearchFolder;
import gatewise.study.StudyFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How networks are searched instead of compared. */
final class SearchOptions {
    private static final int CONFIGURATIONS = 27;

    @Option(
            names = "--search",
            description = "Draw networks from ranges, keep the third that does best on the validation set again and"
                    + " again (successive halving), and score the winner alone. STUDY is then the ranges.")
    boolean search;

    @Option(
            names = "--configurations",
            paramLabel = "N",
            description = "Networks that a search draws; default: 27. The last of them train for --epochs.")
    Integer configurations;

    /**
     * Makes sure that a comparison says nothing of a search, and is not to go into its folder.
     *
     * @throws UserError if it does
     */
    void checkNone(Path out) {
        if (configurations != null) {
            throw new UserError("--configurations is for --search", "give that too, or leave it out");
        }
        if (new SearchFolder(out).stored().isPresent()) {
            throw new UserError("--out " + out + " holds a search", "go on with --search, or give another folder");
        }
        if (new StudyFolder(out).stored().filter(study -> study.upTo() != null).isPresent()) {
            throw new UserError(
                    "--out " + out + " holds a rung of a search",
                    "give the folder of the search with --search, or another folder");
        }
    }

    /** As the user said, or as a search has it, or of a new one. */
    int configurations(Search stored) {
        return configurations != null
                ? configurations
                : stored == null ? CONFIGURATIONS : stored.terms().configurations();
    }
}
