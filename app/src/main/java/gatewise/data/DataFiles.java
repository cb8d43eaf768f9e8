package gatewise.data;

import static java.util.Objects.requireNonNull;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of the files that a set is read from, to be read on another machine, where they do not lie.
 *
 * @param contents by the files' names, the one that a user would name first; none where a name says it all, as of the
 *     bundled set and of computed sequences
 */
public record DataFiles(Map<String, byte[]> contents) {
    public DataFiles {
        requireNonNull(contents, "contents is null");
    }

    /**
     * Reads them.
     *
     * @param nameOrPath as {@link Dataset#open(String)} takes it
     * @throws UserError if there are none, or one cannot be read
     */
    public static DataFiles read(String nameOrPath) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Path file : files(nameOrPath)) {
            try {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UserError(Phrase.of(file, ": cannot be read (" + Reason.of(e) + ")"), "make it readable", e);
            }
        }
        return new DataFiles(contents);
    }

    private static List<Path> files(String nameOrPath) {
        Optional<NamedSet> named = NamedSet.all().stream()
                .filter(set -> set.name().equals(nameOrPath))
                .findFirst();
        if (named.isPresent()) {
            return named.get().find().files();
        }
        if (Dataset.isName(nameOrPath)) {
            return List.of();
        }
        Optional<SequencePaths> sequences = SequencePaths.find(nameOrPath);
        return sequences.isPresent()
                ? Stream.of(sequences.get().train(), sequences.get().test())
                        .flatMap(Stream::ofNullable)
                        .toList()
                : IdxFolder.open(nameOrPath).files();
    }

    /**
     * Reads the set that they are the files of.
     *
     * @param name of the set where there are no files
     * @param empty a folder, into which they are written
     * @throws UserError as {@link Dataset#open(String, Reading, Holdout)} does
     */
    public Dataset open(String name, Reading reading, Holdout holdout, Path empty) throws IOException {
        if (contents.isEmpty()) {
            return Dataset.open(name, reading, holdout);
        }
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Files.write(empty.resolve(file.getKey()), file.getValue());
        }
        Path first = empty.resolve(contents.keySet().iterator().next());
        return Dataset.open((IdxFolder.isOne(empty) ? empty : first).toString(), reading, holdout);
    }

    /** Bytes of all together. */
    public long size() {
        return contents.values().stream().mapToLong(content -> content.length).sum();
    }
}
