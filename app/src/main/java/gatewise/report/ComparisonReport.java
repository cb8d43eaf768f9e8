package gatewise.report;

import gatewise.io.AtomicFile;
import gatewise.study.StudyFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a study leaves beside its runs. */
public final class ComparisonReport {
    private ComparisonReport() {}

    /**
     * Writes report.html, results.md, results.csv and runs.csv into the folder of the study.
     *
     * @param command that made it, as a user types it
     * @throws gatewise.io.UserError (a failed job) if a file cannot be written
     */
    public static List<Path> write(StudyFolder folder, Comparison comparison, String command) {
        Path page = folder.path().resolve("report.html");
        Path markdown = folder.path().resolve("results.md");
        Path csv = folder.path().resolve("results.csv");
        Path runs = folder.path().resolve("runs.csv");
        write(page, ComparisonPage.html(comparison, folder, command));
        write(markdown, ComparisonTable.markdown(comparison, command));
        write(csv, ComparisonCsv.networks(comparison));
        write(runs, ComparisonCsv.runs(comparison, folder));
        return List.of(page, markdown, csv, runs);
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
