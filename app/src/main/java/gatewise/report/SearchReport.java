package gatewise.report;

import gatewise.io.AtomicFile;
import gatewise.study.SearchFolder;
import gatewise.study.SearchResults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a search leaves beside its runs. */
public final class SearchReport {
    private SearchReport() {}

    /**
     * Writes report.html, results.md and results.csv into the folder of the search, and the comparison of the winner's runs
     * into theirs.
     *
     * @param command that made it, as a user types it
     * @return also the winner as a list of networks, if it is chosen
     * @throws gatewise.io.UserError (a failed job) if a file cannot be written
     */
    public static List<Path> write(SearchFolder folder, SearchResults results, String command) {
        Path page = folder.path().resolve("report.html");
        Path markdown = folder.path().resolve("results.md");
        Path csv = folder.path().resolve("results.csv");
        write(page, SearchPage.html(results, command));
        write(markdown, markdown(results, command));
        write(csv, SearchTable.csv(results));
        List<Path> written = new ArrayList<>(List.of(page, markdown, csv));
        if (Files.exists(folder.winnerFile())) {
            written.add(folder.winnerFile());
        }
        results.winner()
                .ifPresent(winner -> written.addAll(ComparisonReport.write(
                        folder.winner(), Comparison.of(winner.study(), winner.results()), command)));
        return written;
    }

    private static String markdown(SearchResults results, String command) {
        return "    " + command + "\n\n"
                + SearchWords.setting(results.search()) + " " + ComparisonWords.machine() + "\n\n"
                + SearchTable.markdown(results) + "\n\n"
                + SearchWords.columns(results) + "\n\n"
                + SearchWords.finding(results) + "\n";
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
