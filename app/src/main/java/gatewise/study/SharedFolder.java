package gatewise.study;

import gatewise.io.AtomicFile;
import gatewise.io.FolderLock;
import gatewise.io.Json;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the parts of a study tell each other, in the folder {@code parts} of the study's: how many they are, and who has which
 * run. A claim is a file that is made once and is not taken away. It is the run's until one with the next number is there, so
 * that of two parts that find a run left behind one takes it up.
 *
 * @param path of that folder, which is there only if the study is shared
 */
record SharedFolder(Path path) {
    private static final int DEPTH = 2;

    /** All that parts write, by its path from the folder on; the last are what a killed one left half written. */
    private static final Pattern OWN =
            Pattern.compile("parts\\.json|claims|claims/[^/]+\\.[0-9]+\\.json|[0-9]+|[0-9]+/\\.lock"
                    + "|(claims/)?\\.[^/]+\\.json\\.[0-9a-f-]{36}\\.tmp");

    /**
     * What the parts agree on.
     *
     * @param command that the first of them was started by
     */
    record Agreement(int parts, String command) {}

    private Path agreement() {
        return path.resolve("parts.json");
    }

    private Path claim(Study.Run run, int number) {
        return path.resolve("claims").resolve(run.folder() + "." + number + ".json");
    }

    /**
     * Takes the place of a part for this process.
     *
     * @throws UserError if another process has it, or the study has another number of parts
     */
    FolderLock take(Part part) {
        Path folder = path.resolve(Integer.toString(part.number()));
        if (FolderLock.isTaken(folder)) {
            throw running(part, "");
        }
        agreed().ifPresent(agreement -> check(part, agreement));
        return FolderLock.take(folder);
    }

    private static UserError running(Part part, String process) {
        return new UserError(
                Phrase.of(Setting.PART, " " + part + " is running already" + process),
                "wait until it has ended, or start another part");
    }

    private void check(Part part, Agreement agreement) {
        if (agreement.parts() != part.parts()) {
            throw new UserError(
                    Phrase.of(
                            Setting.PART,
                            " " + part + ": the study in " + path.getParent() + " is shared by " + agreement.parts()
                                    + " parts"),
                    Phrase.of(
                            "give one of these, or finish the study without ",
                            Setting.PART,
                            " when no part is running"));
        }
    }

    /** What the parts agree on; empty if the study is not shared. */
    Optional<Agreement> agreed() {
        return Files.exists(agreement())
                ? Optional.of(StoredJson.read(agreement(), Agreement.class))
                : Optional.empty();
    }

    /**
     * Agrees with the other parts, or sets what they are to agree on.
     *
     * @throws UserError if they are of another number, or this part lives where the file system has no locks
     */
    void agree(Part part, String command, Study study) {
        AtomicFile.create(agreement(), out -> out.write(Json.prettyBytes(new Agreement(part.parts(), command))));
        check(part, agreed().orElseThrow(this::ended));
        for (Study.Run run : study.runs()) {
            latest(run)
                    .filter(claim -> claim.isOpen() && claim.part() == part.number() && isOthers(claim))
                    .ifPresent(claim -> {
                        throw running(part, " as process " + claim.process().pid());
                    });
        }
    }

    /** Whether a living process made it that is not this one. */
    private static boolean isOthers(Claim claim) {
        return claim.process().lives()
                && claim.process().pid() != ProcessHandle.current().pid();
    }

    private UserError ended() {
        return UserError.failedJob(
                Phrase.of(
                        Setting.OUTPUT_FOLDER,
                        " " + path.getParent()
                                + " is not shared by parts any more: the study was gone on with without"),
                Phrase.of("leave it to that process, or start the parts again when it has ended"),
                null);
    }

    /** How many claims of a run there are, the last of which holds. */
    int count(Study.Run run) {
        int number = 0;
        while (Files.exists(claim(run, number + 1))) {
            number++;
        }
        return number;
    }

    /** Who has a run, or had it last; empty if it was never taken. */
    Optional<Claim> latest(Study.Run run) {
        int number = count(run);
        return number == 0 ? Optional.empty() : Optional.of(read(run, number));
    }

    private Claim read(Study.Run run, int number) {
        return StoredJson.read(claim(run, number), Claim.class);
    }

    /**
     * Claims a run, if it was never claimed or its last claim leaves it to the part.
     *
     * @return the number of the claim; 0 if the run is another's
     */
    int claim(Study.Run run, Part part) {
        if (!Files.exists(agreement())) {
            throw ended();
        }
        int last = count(run);
        if (last > 0 && !read(run, last).leavesTo(part)) {
            return 0;
        }
        Path file = claim(run, last + 1);
        return AtomicFile.create(file, out -> out.write(Json.prettyBytes(Claim.now(part)))) ? last + 1 : 0;
    }

    /** Whether a claim is there and no later one. */
    boolean holds(Study.Run run, int number) {
        return Files.exists(claim(run, number)) && !Files.exists(claim(run, number + 1));
    }

    /** Says more of a run in a claim of this process. */
    void restate(Study.Run run, int number, Claim claim) {
        if (holds(run, number)) {
            AtomicFile.write(claim(run, number), out -> out.write(Json.prettyBytes(claim)));
        }
    }

    /**
     * Makes sure that no part is seen to run.
     *
     * @throws UserError if one is
     */
    void checkNobody() {
        for (Path folder : folders()) {
            if (FolderLock.isTaken(folder)) {
                throw new UserError(
                        Phrase.of(
                                Setting.OUTPUT_FOLDER,
                                " " + path.getParent() + " is in use by part " + folder.getFileName()
                                        + " of its study"),
                        "wait until that has ended, or give another folder");
            }
        }
    }

    private List<Path> folders() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UserError(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + path + " cannot be read (" + Reason.of(e) + ")"),
                    "make it readable, or give another folder",
                    e);
        }
    }

    /** Takes all claims away: a part that is running unseen notices after its epoch, and ends. */
    void dissolve() {
        try {
            Files.deleteIfExists(agreement()); // first: without it no part claims anything
            delete();
        } catch (IOException | UncheckedIOException e) {
            throw UserError.failedJob(
                    Text.format("%s: the claims of parts cannot be deleted (%s)", path, Reason.of(e)),
                    "delete the folder",
                    e);
        }
    }

    /** Whether all that is in it was written by parts; so also if it is not there. */
    boolean isOwn() throws IOException {
        while (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.walk(path, DEPTH)) {
                return files.allMatch(this::isOwn);
            } catch (NoSuchFileException e) {
                // Another process took it away meanwhile.
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e.getCause();
                }
                // A file that another part has just put into its place.
            }
        }
        return !Files.exists(path);
    }

    private boolean isOwn(Path file) {
        String name = path.relativize(file).toString().replace(File.separatorChar, '/');
        return name.isEmpty() || OWN.matcher(name).matches();
    }

    /** Somebody may keep other files in a folder of that name: these stay, and what holds them. */
    private void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path, DEPTH)) {
            for (Path file :
                    files.filter(this::isOwn).sorted(Comparator.reverseOrder()).toList()) {
                try {
                    Files.deleteIfExists(file);
                } catch (DirectoryNotEmptyException e) {
                    // It holds what is not of parts.
                }
            }
        }
    }
}
