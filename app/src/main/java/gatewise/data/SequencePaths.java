package gatewise.data;

import gatewise.io.MissingFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a set of sequences: NAME_TRAIN with NAME_TEST, as the UEA and UCR archives call theirs, or one file.
 *
 * @param name what messages and reports call the set
 * @param train to train on; what else is wanted is split off where there is no other file
 * @param test to be judged by, or null
 */
record SequencePaths(String name, Path train, Path test) {
    private static final Pattern PART = Pattern.compile(
            "(?<set>.+)_(?<part>TRAIN|TEST)(?<ending>\\.(?:ts|tsv|csv|txt))(?:\\.gz)?", Pattern.CASE_INSENSITIVE);
    private static final List<String> ENDINGS = List.of(".ts", ".tsv", ".csv", ".txt");

    /** A set and a form of it, such as Gun and .ts. */
    private record Key(String set, String ending) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySet = set.compareTo(other.set);
            return bySet != 0 ? bySet : ENDINGS.indexOf(ending) - ENDINGS.indexOf(other.ending);
        }
    }

    /** One file or both of a set. */
    private static final class Pair {
        private Path train;
        private Path test;

        boolean isWhole() {
            return train != null && test != null;
        }
    }

    /**
     * Finds what a user named: a file; NAME or DIR/NAME of a pair of files; a folder with one such pair and no IDX files.
     *
     * @return empty if there are no such files
     * @throws UserError if a file has no counterpart although only pairs are looked for, or there are several pairs
     */
    static Optional<SequencePaths> find(String given) {
        Path path = path(given);
        if (path == null || path.getFileName() == null) {
            return Optional.empty();
        }
        if (Files.isDirectory(path)) {
            return IdxFolder.isOne(path) ? Optional.empty() : inFolder(given, path);
        }
        if (Files.exists(path)) {
            return Optional.of(ofFile(path));
        }
        return named(path);
    }

    private static Path path(String given) {
        try {
            return Path.of(given).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            // Whoever looks for a folder says so.
            return null;
        }
    }

    private static SequencePaths ofFile(Path file) {
        String last = file.getFileName().toString();
        Key key = key(last);
        if (key == null) {
            return new SequencePaths(last.replaceFirst("(?i)\\.(?:ts|tsv|csv|txt)(?:\\.gz)?$", ""), file, null);
        }
        Pair pair = pairs(file.getParent()).get(key);
        if (pair == null || !pair.isWhole()) {
            return new SequencePaths(key.set, file, null);
        }
        // Of a plain file and its gzipped copy the one that was named.
        boolean isTrain = isTrain(last);
        return new SequencePaths(key.set, isTrain ? file : pair.train, isTrain ? pair.test : file);
    }

    private static Optional<SequencePaths> named(Path path) {
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return Optional.empty();
        }
        String name = path.getFileName().toString();
        return pairs(parent).entrySet().stream()
                .filter(entry -> entry.getKey().set.equals(name))
                .map(entry -> whole(parent, entry.getKey(), entry.getValue()))
                .findFirst();
    }

    private static Optional<SequencePaths> inFolder(String given, Path folder) {
        Map<Key, Pair> pairs = pairs(folder);
        List<String> sets = pairs.keySet().stream().map(Key::set).distinct().toList();
        if (sets.size() > 1) {
            throw new UserError(
                    Phrase.of(
                            Setting.DATA,
                            Text.format(
                                    " %s: found %d sets in this folder (%s), expected one",
                                    given, sets.size(), Text.list(sets).replaceAll("^\\[|]$", ""))),
                    Phrase.of(
                            "give one of them, as in ",
                            Setting.DATA,
                            " ",
                            Path.of(given).resolve(sets.get(0))));
        }
        return pairs.entrySet().stream()
                .map(entry -> whole(folder, entry.getKey(), entry.getValue()))
                .findFirst();
    }

    private static SequencePaths whole(Path folder, Key key, Pair pair) {
        if (!pair.isWhole()) {
            Path there = pair.train == null ? pair.test : pair.train;
            String missing = key.set + (pair.train == null ? "_TRAIN" : "_TEST") + key.ending;
            throw new UserError(
                    Phrase.of(folder, ": found ", there.getFileName(), " but no ", missing, MissingFile.note(folder)),
                    Phrase.of("add it, or give the one file, as in ", Setting.DATA, " ", there));
        }
        return new SequencePaths(key.set, pair.train, pair.test);
    }

    /** In order of the names of sets, of one set .ts before tables. */
    private static Map<Key, Pair> pairs(Path folder) {
        Map<Key, Pair> pairs = new TreeMap<>();
        for (Path file : filesIn(folder)) {
            String name = file.getFileName().toString();
            Key key = key(name);
            if (key == null) {
                continue;
            }
            // In order of names, so that a plain file goes before its gzipped copy.
            Pair pair = pairs.computeIfAbsent(key, any -> new Pair());
            if (isTrain(name)) {
                pair.train = pair.train == null ? file : pair.train;
            } else {
                pair.test = pair.test == null ? file : pair.test;
            }
        }
        return pairs;
    }

    private static Key key(String name) {
        Matcher matcher = PART.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        return new Key(matcher.group("set"), matcher.group("ending").toLowerCase(Locale.ROOT));
    }

    private static boolean isTrain(String name) {
        Matcher matcher = PART.matcher(name);
        return matcher.matches() && matcher.group("part").equalsIgnoreCase("train");
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
