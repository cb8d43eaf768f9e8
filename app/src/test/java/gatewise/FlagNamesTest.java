package gatewise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only the command line knows what its flags are called. */
class FlagNamesTest {
    private static final Path SOURCES = Path.of("src/main/java/gatewise");
    /** In a text, and not a variable of a style sheet. */
    private static final Pattern FLAG = Pattern.compile("\"[^\"]*(?<!var\\()--[a-z]");

    @Test
    void noTextOutsideOfCliNamesAFlag() throws IOException {
        assertThat(linesWithFlags("cli")).isNotEmpty();
        List<String> rooms;
        try (Stream<Path> folders = Files.list(SOURCES)) {
            rooms = folders.map(folder -> folder.getFileName().toString())
                    .filter(room -> !room.equals("cli"))
                    .toList();
        }
        assertThat(rooms).contains("io", "serve", "training");
        for (String room : rooms) {
            assertThat(linesWithFlags(room)).isEmpty();
        }
    }

    private static List<String> linesWithFlags(String room) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SOURCES.resolve(room))) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(files).as(room).isNotEmpty();
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            Files.readAllLines(file).stream()
                    .filter(line -> FLAG.matcher(line).find())
                    .forEach(line -> found.add(file + ": " + line.strip()));
        }
        return found;
    }
}
