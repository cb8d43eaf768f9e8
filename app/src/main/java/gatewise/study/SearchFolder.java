package gatewise.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.io.AtomicFile;
import gatewise.io.FolderLock;
import gatewise.io.Json;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder of a search: what is searched, and a folder of a study for each rung and for the winner's runs. */
public record SearchFolder(Path path) {
    static final String SEARCH = "search.json";
    static final String WINNER = "winner.json";

    private Path search() {
        return path.resolve(SEARCH);
    }

    private StudyFolder whole() {
        return new StudyFolder(path);
    }

    /** Of the runs of a rung. */
    public StudyFolder rung(int number) {
        return new StudyFolder(path.resolve("rungs").resolve(Integer.toString(number)));
    }

    /** Of the winner's runs. */
    public StudyFolder winner() {
        return new StudyFolder(path.resolve("winner"));
    }

    /** The winner as a list of networks to compare. */
    public Path winnerFile() {
        return path.resolve(WINNER);
    }

    /** Takes the folder for this process alone, as {@link StudyFolder#take()} does. */
    public FolderLock take() {
        return whole().take();
    }

    /** @throws UserError if another process has it for itself */
    public void checkShared() {
        FolderLock.checkNoFile(path);
        if (FolderLock.isTaken(path)) {
            throw FolderLock.inUse(path);
        }
    }

    /**
     * The search that is there to go on with; empty if there is none.
     *
     * @throws UserError if it is damaged
     */
    public Optional<Search> stored() {
        return Files.exists(search()) ? Optional.of(StoredJson.read(search(), Search.class)) : Optional.empty();
    }

    /**
     * Makes sure that the folder is there for this search.
     *
     * @throws UserError if another search, or anything else, is in the way
     */
    public void check(Search search) {
        // Looked at before the search, which another part may write just now.
        boolean anything = !Files.exists(search()) && whole().holdsAnything();
        Optional<Search> stored = stored();
        if (stored.isPresent()) {
            String difference = search.difference(stored.get());
            if (difference != null) {
                throw new UserError(
                        Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " holds a search with " + difference),
                        "go on with the same settings, or give another folder");
            }
        } else if (anything) {
            throw new UserError(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " holds other files and no search"),
                    "give a new or an empty folder");
        }
    }

    /** Writes the winner as a list of networks to compare, {@link StudyFile}. */
    void write(NetworkSpec winner) {
        ObjectNode entry = Json.STRICT.createObjectNode();
        entry.put("name", winner.title());
        entry.setAll((ObjectNode) Json.STRICT.valueToTree(winner));
        AtomicFile.write(winnerFile(), out -> out.write(Json.prettyBytes(List.of(entry))));
    }

    /** Says what the folder is for, unless a process has said so; of several that do, one succeeds. */
    public void begin(Search search) {
        check(search);
        if (!Files.exists(search())) {
            AtomicFile.create(search(), out -> out.write(Json.prettyBytes(search)));
            check(search);
        }
    }
}
