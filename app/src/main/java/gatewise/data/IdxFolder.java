package gatewise.data;

import static java.util.stream.Collectors.joining;

import gatewise.io.MissingFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the four IDX files of a set by their names, and tells several sets in one folder apart by their prefixes. */
final class IdxFolder {
    private static final Pattern NAME = Pattern.compile(
            "(?:(?<set>.+)-)?(?<part>train|t10k|test)-(?<kind>images|labels)[-.]idx[13]-ubyte(?:\\.gz)?");
    private static final String EXPECTED =
            "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or .gz";

    private final String name;
    private final Path folder;
    /** "train-images" and so on -> its file. */
    private final Map<String, Path> files;

    private IdxFolder(String name, Path folder, Map<String, Path> files) {
        this.name = name;
        this.folder = folder;
        this.files = files;
    }

    /** Whether a folder holds files of such a name. */
    static boolean isOne(Path folder) {
        return !sets(folder).isEmpty();
    }

    /** Finds a set; its files are not opened yet. */
    static IdxFolder open(String given) {
        Path path = path(given);
        String last = path.getFileName() == null ? given : path.getFileName().toString();
        if (Files.isDirectory(path)) {
            Map<String, Map<String, Path>> sets = sets(path);
            if (sets.isEmpty()) {
                throw new UserError(
                        Phrase.of(
                                Setting.DATA,
                                Text.format(
                                        " %s: found no IDX files in this folder, expected %s%s",
                                        given, EXPECTED, MissingFile.note(path))),
                        "give a folder that holds such files, or NAME_TRAIN.ts and NAME_TEST.ts");
            }
            if (sets.size() > 1 && !sets.containsKey("")) {
                throw new UserError(
                        Phrase.of(
                                Setting.DATA,
                                Text.format(
                                        " %s: found %d sets in this folder (%s), expected one",
                                        given, sets.size(), String.join(", ", sets.keySet()))),
                        Phrase.of(
                                "give one of them, as in ",
                                Setting.DATA,
                                " ",
                                Path.of(given).resolve(sets.keySet().iterator().next())));
            }
            // Files without a prefix are the folder's own set.
            return new IdxFolder(last, path, sets.values().iterator().next());
        }
        return ofPrefix(path, last)
                .orElseThrow(() -> new UserError(
                        Phrase.of(
                                Setting.DATA,
                                " "
                                        + MissingFile.problem(
                                                Path.of(given), "no such file or folder, and no set of that name")),
                        meant(given)));
    }

    private static String meant(String given) {
        return GeneratedTask.meant(given)
                .or(() -> Suggestion.of(given, Dataset.names()))
                .filter(name -> !given.matches(".*[/\\\\].*"))
                .map(name -> "did you mean " + name + "?")
                .orElse("give a file of sequences, a folder that holds " + EXPECTED + ", or one of "
                        + String.join(", ", Dataset.names()));
    }

    /** Finds a set in a folder, or that of a prefix in the folder above; empty if there is none. */
    static Optional<IdxFolder> find(Path place, String name) {
        return Files.isDirectory(place)
                ? sets(place).values().stream().findFirst().map(files -> new IdxFolder(name, place, files))
                : ofPrefix(place, name);
    }

    private static Optional<IdxFolder> ofPrefix(Path path, String name) {
        Path parent = path.getParent();
        return parent != null && Files.isDirectory(parent)
                ? Optional.ofNullable(sets(parent).get(path.getFileName().toString()))
                        .map(files -> new IdxFolder(name, parent, files))
                : Optional.empty();
    }

    /** The four files of the set that was found. */
    List<Path> files() {
        return Stream.of("train-images", "train-labels", "test-images", "test-labels")
                .map(this::file)
                .toList();
    }

    /** Reads the set that was found. */
    Dataset read(Holdout holdout) {
        return Dataset.of(name, holdout, part("train"), part("test"));
    }

    private Dataset.Part part(String part) {
        Path images = file(part + "-images");
        Path labels = file(part + "-labels");
        return new Dataset.Part(
                IdxFile.readImages(images), images.toString(), IdxFile.readLabels(labels), labels.toString());
    }

    private Path file(String key) {
        Path file = files.get(key);
        if (file == null) {
            String found = files.values().stream()
                    .map(path -> path.getFileName().toString())
                    .collect(joining(", "));
            throw new UserError(
                    Text.format(
                            "%s: found %s but no file of %s, expected four files such as %s%s",
                            folder, found, key.replace('-', ' '), EXPECTED, MissingFile.note(folder)),
                    "add the missing one");
        }
        return file;
    }

    private static Path path(String given) {
        try {
            return Path.of(given).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UserError(
                    Phrase.of(Setting.DATA, Text.format(" %s: not a path (%s)", given, e.getReason())),
                    "give mnist or a folder",
                    e);
        }
    }

    /** Prefix -> "train-images" and so on -> file; the prefix of a plain MNIST folder is empty and comes first. */
    private static Map<String, Map<String, Path>> sets(Path folder) {
        Map<String, Map<String, Path>> sets = new TreeMap<>();
        for (Path file : filesIn(folder)) {
            Matcher matcher = NAME.matcher(file.getFileName().toString());
            if (matcher.matches()) {
                String set = matcher.group("set") == null ? "" : matcher.group("set");
                String part = matcher.group("part").equals("train") ? "train" : "test";
                // In order of names, so that a plain file goes before its gzipped copy.
                sets.computeIfAbsent(set, key -> new TreeMap<>()).putIfAbsent(part + "-" + matcher.group("kind"), file);
            }
        }
        return sets;
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UserError(
                    Text.format("%s: cannot be listed (%s)", folder, Reason.of(e)), "give a readable folder", e);
        }
    }
}
