package gatewise.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of {@code third-party.md}: which library holds what, under which licence. */
public final class LicenceTable {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)]+)\\)");
    /** {@code libgomp.so.1}, {@code libgomp-1.dll} and {@code libgomp.1.dylib} are {@code gomp}. */
    private static final Pattern NATIVE =
            Pattern.compile("(?:lib)?(.+?)(?:[-.][0-9]+)*\\.(?:so|dll|dylib)(?:\\.[0-9]+)*");

    private final String text;
    private final List<Row> rows;

    private LicenceTable(String text) {
        this.text = text;
        this.rows = text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(LicenceTable::row)
                .toList();
    }

    /**
     * A line of a table.
     *
     * @param jar the artifact's name, without version
     * @param always whether the jar is in the zip of every platform
     * @param names what the line names in code's type: libraries, or natives with an asterisk for any ending
     * @param text the cells after the first
     */
    public record Row(String jar, boolean always, Set<String> names, String text) {
        boolean names(String name) {
            return names.stream()
                    .anyMatch(pattern -> pattern.endsWith("*")
                            ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                            : name.equals(pattern));
        }
    }

    /** Reads the tables. */
    public static LicenceTable read(Path file) throws IOException {
        return new LicenceTable(Files.readString(file));
    }

    /** The rows of a jar; none, if the tables lack it. */
    public List<Row> of(String jar) {
        return rows.stream().filter(row -> row.jar().equals(jar)).toList();
    }

    /** The jars that the zip of the CPU has on each platform. */
    public Set<String> expected() {
        return new LicenceTable(text.substring(0, text.indexOf("## Built with")))
                .rows.stream().filter(Row::always).map(Row::jar).collect(Collectors.toSet());
    }

    /** Whether a row of that jar names a library that it holds, and its version. */
    public boolean namesLibrary(String jar, String library, String version) {
        return of(jar).stream().anyMatch(row -> row.names(library) && row.text().contains(" " + version));
    }

    /** Whether a row of that jar names a file such as {@code libgomp.so.1}. */
    public boolean namesNative(String jar, String file) {
        Matcher name = NATIVE.matcher(file);
        return name.matches() && of(jar).stream().anyMatch(row -> row.names(name.group(1)));
    }

    /** Whether that is the name of a native library. */
    public static boolean isNative(String file) {
        return NATIVE.matcher(file).matches();
    }

    /** The files that the page leads to. */
    public Set<String> links() {
        return LINK.matcher(text).results().map(link -> link.group(1)).collect(Collectors.toSet());
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", 3);
        List<String> jar = code(cells[1]);
        return new Row(jar.get(0), cells[1].strip().endsWith("`"), Set.copyOf(code(cells[2])), cells[2]);
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult result) -> result.group(1))
                .distinct()
                .toList();
    }
}
