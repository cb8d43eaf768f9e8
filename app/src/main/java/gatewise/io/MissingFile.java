package gatewise.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** What is said of files that are not there, of which some seem to be: symbolic links that lead nowhere. */
public final class MissingFile {
    /** As many links of links as Linux follows. */
    private static final int MOST_LINKS = 40;

    private MissingFile() {}

    /**
     * Its name and why it is not there, such as {@code x.zip: no such file}, {@code x.zip is a link to y.zip, which is not there},
     * or of a file in such a folder {@code a/x.zip: no such file, as a is a link to b, which is not there}.
     *
     * @param file that is not there
     * @param what is said if no link is why, such as {@code no such file}
     */
    public static String problem(Path file, String what) {
        if (isDeadLink(file)) {
            return deadLink(file);
        }
        String link = reason(file, null);
        return file + ": " + what + (link == null ? "" : ", as " + link);
    }

    /** The link in the path of a file for which it is not there, such as {@code a is a link to b, which is not there}. */
    public static String reason(Path file, String otherwise) {
        for (Path part = file; part != null; part = part.getParent()) {
            if (isDeadLink(part)) {
                return deadLink(part);
            }
        }
        return otherwise;
    }

    /** What is added where a folder lacks a file: the first of its links that lead nowhere; empty if it has none. */
    public static String note(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(MissingFile::isDeadLink)
                    .sorted()
                    .findFirst()
                    .map(link -> "; " + deadLink(link))
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** For Java it is there, and is not: nothing can be made in its place, and nothing be read. */
    static boolean isDeadLink(Path file) {
        if (!Files.isSymbolicLink(file)) {
            return false;
        }
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return false;
        } catch (AccessDeniedException e) {
            return false; // whatever there is
        } catch (IOException e) {
            return true;
        }
    }

    static String deadLink(Path link) {
        try {
            Path target = Files.readSymbolicLink(link);
            Path at = link.resolveSibling(target);
            for (int links = 1; Files.isSymbolicLink(at); links++) {
                if (links == MOST_LINKS) {
                    return link + " is a link that leads back to itself";
                }
                target = Files.readSymbolicLink(at);
                at = at.resolveSibling(target);
            }
            return link + " is a link to " + target + ", which is not there";
        } catch (IOException e) {
            return link + " is a link that leads nowhere";
        }
    }
}
