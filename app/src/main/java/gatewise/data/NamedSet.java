package gatewise.data;

import static java.util.stream.Collectors.joining;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set that is known by a name, but not bundled: the user installs it.
 *
 * @param name what a user calls it
 * @param title what it is
 * @param places where it may lie: folders, or folders and the prefix of one of their sets
 * @param installation how to install it
 */
record NamedSet(String name, String title, List<Path> places, String installation) {
    private static final List<String> EMNIST = List.of("balanced", "byclass", "bymerge", "digits", "letters", "mnist");

    NamedSet {
        places = List.copyOf(places);
    }

    /** All, as this machine may have them. */
    static List<NamedSet> all() {
        return all(Path.of("/usr/share/datasets"), Path.of(System.getProperty("user.home"), ".gatewise", "data"));
    }

    /**
     * All, in other folders.
     *
     * @param system where Debian's packages put theirs
     * @param own where a user without such packages puts them
     */
    static List<NamedSet> all(Path system, Path own) {
        NamedSet fashion = new NamedSet(
                "fashion",
                "Fashion-MNIST",
                List.of(system.resolve("fashion-mnist"), own.resolve("fashion")),
                "install Debian's package dataset-fashion-mnist, or put the four files of data/fashion in"
                        + " https://github.com/zalandoresearch/fashion-mnist into " + own.resolve("fashion"));
        Stream<NamedSet> emnist = EMNIST.stream().map(part -> emnist("emnist-" + part, own.resolve("emnist")));
        return Stream.concat(Stream.of(fashion), emnist).toList();
    }

    /** The archive of all its sets has them in a folder gzip. */
    private static NamedSet emnist(String name, Path folder) {
        return new NamedSet(
                name,
                "EMNIST",
                List.of(folder.resolve("gzip").resolve(name)),
                "unpack https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip into " + folder);
    }

    /** Its files at the first place that has them; throws a {@link UserError} if none has. */
    IdxFolder find() {
        return places.stream()
                .map(place -> IdxFolder.find(place, name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(this::notInstalled);
    }

    private UserError notInstalled() {
        String looked = places.stream().map(Path::toString).collect(joining(" and "));
        return new UserError(
                Phrase.of(Setting.DATA, " " + name + ": " + title + " is not in " + looked),
                installation + (Files.isDirectory(Path.of(name)) ? "; the folder here is ./" + name : ""));
    }
}
