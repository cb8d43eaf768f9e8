package gatewise.cli;

import gatewise.io.Text;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The pictures of an explanation: a file for each experiment, so that one does not overwrite another. */
final class ExplanationFiles {
    private static final int LONGEST_NAME = 100;

    private final Path folder;
    private final boolean drawn;
    private final UnaryOperator<Path> beforeWriting;
    private final List<Path> written = new ArrayList<>();

    /**
     * @param drawn whether there are to be any
     * @param beforeWriting is shown each path, and gives it back
     */
    ExplanationFiles(Path folder, boolean drawn, UnaryOperator<Path> beforeWriting) {
        this.folder = folder;
        this.drawn = drawn;
        this.beforeWriting = beforeWriting;
    }

    boolean areDrawn() {
        return drawn;
    }

    /** One that is written now, its name made of words. */
    Path file(String experiment, String end) {
        String words = experiment
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}.]+", "-")
                .replaceAll("^-|-$", "");
        String name = words.length() <= LONGEST_NAME
                ? words
                : words.substring(0, LONGEST_NAME) + Text.format("-%08x", words.hashCode());
        written.add(beforeWriting.apply(folder.resolve(name + end)));
        return written.get(written.size() - 1);
    }

    List<String> written() {
        return written.stream().map(Path::toString).toList();
    }

    /** Says where they are. */
    void list(PrintWriter to) {
        to.println("\nwritten:");
        written.forEach(path -> to.println("  " + path));
    }
}
