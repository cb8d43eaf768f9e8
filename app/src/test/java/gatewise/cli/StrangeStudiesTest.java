package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.JsonValues;
import gatewise.testing.Mutations;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders of studies that somebody else made, linked or damaged. */
@RequiresBackend
class StrangeStudiesTest {
    private static final int COPIES = 60;

    @TempDir
    Path folder;

    private Object[] compare(Path out, String... more) throws Exception {
        Path study = Files.writeString(
                folder.resolve("nets.json"),
                "[{\"cell\": \"gru\", \"hiddenSizes\": [3]}, {\"cell\": \"simple\", \"hiddenSizes\": [3]}]");
        return Stream.of(
                        List.of("compare", study, "--epochs", 1, "--seeds", 1, "--threads", 1, "--out", out),
                        List.of("--data", "adding:5", "--limit", 64),
                        List.of(more))
                .flatMap(List::stream)
                .toArray();
    }

    @Test
    void filesOfSomebodyInAFolderNamedPartsStay() throws Exception {
        Path out = folder.resolve("out");
        Path mine = Files.createDirectories(out.resolve("parts/claims")).resolve("mine.txt");
        Files.writeString(mine, "precious");
        run(compare(out)).isWrongUse("--out " + out + " holds other files and no study");
        assertThat(mine).hasContent("precious");

        Path shared = folder.resolve("shared");
        run(compare(shared, "--part", "1/1")).hasExitCode(0);
        List<Path> others = List.of(
                shared.resolve("parts/notes.txt"),
                shared.resolve("parts/claims/notes"),
                shared.resolve("parts/7/notes"));
        for (Path other : others) {
            Files.createDirectories(other.getParent());
            Files.writeString(other, "mine");
        }
        run(compare(shared)).hasExitCode(0);
        assertThat(others).allSatisfy(other -> assertThat(other).hasContent("mine"));
        assertThat(shared.resolve("parts/parts.json")).doesNotExist();
        assertThat(shared.resolve("parts/claims")).isDirectoryNotContaining("glob:**.json");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderThatIsALinkIsShared() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        run(compare(link, "--part", "1/1")).hasExitCode(0);
        assertThat(folder.resolve("real/parts/parts.json")).exists();
        run("compare", "--report", "--out", link).hasExitCode(0);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipesAndDevicesAreNoFilesOfAStudy() throws Exception {
        Path out = folder.resolve("out");
        run(compare(out, "--part", "1/1")).hasExitCode(0);
        for (Path file : files(out)) {
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/dev/zero"));
            run("compare", "--report", "--out", out).isWrongUse(file + ": not a file");
            Files.delete(file);
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
            run("compare", "--report", "--out", out).isWrongUse(file + ": not a file");
            Files.delete(file);
            Files.write(file, whole);
        }
        run("compare", "--report", "--out", out).hasExitCode(0);
    }

    private static List<Path> files(Path out) throws Exception {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void damagedFilesOfAStudyAreReportedOrRefusedInALine() throws Exception {
        Path out = folder.resolve("out");
        run(compare(out, "--part", "1/1")).hasExitCode(0);
        Random random = new Random(1);
        int refused = 0;
        for (Path file : files(out)) {
            byte[] whole = Files.readAllBytes(file);
            Mutations copies = new Mutations(1, List.of(whole));
            for (int i = 0; i < COPIES; i++) {
                byte[] copy = i % 3 > 0 ? JsonValues.changed(whole, random) : copies.next();
                Files.write(file, copy);
                CommandResult result = run("compare", "--report", "--out", out);
                assertThat(result.exitCode())
                        .as("%s %s: %s", file, i, result.err())
                        .isBetween(0, 2);
                assertThat(result.err().lines().toList())
                        .as("%s %s: %s", file, i, new String(copy))
                        .hasSizeLessThanOrEqualTo(1)
                        .allMatch(line -> line.startsWith("gatewise: ") && !line.contains("Exception"));
                refused += result.exitCode() > 0 ? 1 : 0;
            }
            Files.write(file, whole);
        }
        assertThat(refused).isGreaterThan(COPIES);
        run("compare", "--report", "--out", out).hasExitCode(0);
    }
}
