package gatewise.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of answers on Hadoop's local file system: {@code mvn -Pspark}. */
@Tag("spark")
class PartFilesTest {
    private static final String MODEL = "ab12";
    private static final String CLAIM = "_gatewise";
    private static final String OTHER = "{\"run\":\"0b8e5a7c-0000-4000-8000-000000000000\",\"model\":\"cd\"}";
    private static final String LEFT = ".part-00003.0b8e5a7c-0000-4000-8000-000000000000.attempt-12";

    @TempDir
    Path folder;

    private Path out;
    private ScoreTask.Place data;

    @BeforeEach
    void data() throws IOException {
        out = folder.resolve("out");
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("part-00000"), "1,2:a\n");
        data = ScoreTask.Place.of(file.toString());
    }

    private PartFiles.Target target() {
        return PartFiles.Target.of(out.toString());
    }

    private static void refuses(int exitCode, String words, ThrowingCallable call) {
        UserError error = catchThrowableOfType(UserError.class, call);
        assertThat(error).as(words).isNotNull();
        assertThat(error).hasMessageContaining(words);
        assertThat(error.exitCode()).isEqualTo(exitCode);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void left(String... names) throws IOException {
        Files.createDirectories(out);
        for (String name : names) {
            Files.writeString(out.resolve(name), name.equals(CLAIM) ? OTHER : "left of " + name);
        }
    }

    @Test
    void writesPartsAndSaysThatAllAreThere() throws IOException {
        PartFiles.Target target = target();
        PartFiles files = new PartFiles(target);
        files.check(data);
        assertThat(out).doesNotExist();
        files.begin(MODEL);
        assertThat(out.resolve(CLAIM)).content().contains(target.run(), MODEL);
        new PartFiles(target).write(1, 8, List.of("c"));
        new PartFiles(target).write(0, 7, List.of("a", "b"));
        new PartFiles(target).write(1, 9, List.of("c again"));
        Files.writeString(out.resolve(".part-00001." + target.run() + ".attempt-4"), "of a lost executor");
        files.end(2);
        assertThat(names()).containsExactly("_SUCCESS", "part-00000", "part-00001");
        assertThat(out.resolve("part-00000")).hasContent("a\nb");
        assertThat(out.resolve("part-00001")).hasContent("c again");
        files.discard();
        assertThat(names()).hasSize(3);
        refuses(2, "there are files in it already", () -> new PartFiles(target()).check(data));
        refuses(1, "another command has taken it", () -> new PartFiles(target).write(0, 9, List.of("late")));
        assertThat(out.resolve("part-00000")).hasContent("a\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "part-00000",
                "part-00000 part-00001 _SUCCESS",
                "_gatewise part-00000 _SUCCESS",
                "_gatewise part-00000 notes.txt",
                "_gatewise part-00000.csv",
                ".part-00000.attempt-1"
            })
    void refusesWhatItDidNotLeave(String names) throws IOException {
        left(names.split(" "));
        List<String> before = names();
        PartFiles files = new PartFiles(target());
        refuses(2, "there are files in it already; name a new folder", () -> files.check(data));
        refuses(2, "there are files in it already", () -> files.begin(MODEL));
        files.discard();
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void refusesAClaimOfAnotherProgram() throws IOException {
        left("part-00000");
        for (String content : List.of("", "mine", "null", "{\"run\":\"x\"}", "[]")) {
            Files.writeString(out.resolve(CLAIM), content);
            refuses(2, "there are files in it already", () -> new PartFiles(target()).check(data));
        }
        assertThat(names()).containsExactly(CLAIM, "part-00000");
    }

    @Test
    void refusesTheDataAndFoldersAroundIt() throws IOException {
        String words = ": " + data.name() + " lies there, which is read";
        for (Path place : List.of(folder.resolve("data"), folder, folder.resolve("data/part-00000"))) {
            out = place;
            refuses(2, "outputFolder " + out + words, () -> new PartFiles(target()).check(data));
        }
        out = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));
        refuses(2, words, () -> new PartFiles(target()).check(data));
        assertThat(folder.resolve("data/part-00000")).hasContent("1,2:a");
        out = folder.resolve("data-2");
        new PartFiles(target()).check(data);
        out = Files.writeString(folder.resolve("file"), "");
        refuses(2, "is a file", () -> new PartFiles(target()).check(data));
    }

    @Test
    void replacesWhatACommandLeft() throws IOException {
        left(CLAIM, "part-00000", "part-00007", LEFT);
        PartFiles.Target target = target();
        PartFiles files = new PartFiles(target);
        files.check(data);
        assertThat(names()).hasSize(4);
        files.begin(MODEL);
        assertThat(names()).containsExactly(CLAIM);
        new PartFiles(target).write(0, 1, List.of("new"));
        files.end(1);
        assertThat(names()).containsExactly("_SUCCESS", "part-00000");
        assertThat(out.resolve("part-00000")).hasContent("new");
    }

    @Test
    void aFolderIsOneCommands() throws IOException {
        PartFiles.Target first = target();
        PartFiles.Target second = target();
        assertThat(first.run()).isNotEqualTo(second.run());
        PartFiles one = new PartFiles(first);
        PartFiles two = new PartFiles(second);
        one.check(data);
        two.check(data);
        one.begin(MODEL);
        new PartFiles(first).write(0, 1, List.of("first"));
        two.begin(MODEL);
        refuses(1, "another command has taken it", () -> new PartFiles(first).write(1, 2, List.of("first")));
        new PartFiles(second).write(0, 1, List.of("second"));
        refuses(1, "another command has taken it", () -> one.end(1));
        one.discard();
        assertThat(names()).containsExactly(CLAIM, "part-00000");
        two.end(1);
        assertThat(out.resolve("part-00000")).hasContent("second");
        PartFiles third = new PartFiles(target());
        refuses(2, "there are files in it already", () -> third.begin(MODEL));
        assertThat(names()).containsExactly("_SUCCESS", "part-00000");
    }

    @Test
    void afterwardsATaskWritesNothing() throws IOException {
        PartFiles.Target target = target();
        PartFiles files = new PartFiles(target);
        files.begin(MODEL);
        new PartFiles(target).write(0, 1, List.of("a"));
        files.discard();
        assertThat(out).doesNotExist();
        refuses(1, "not one folder of all machines", () -> new PartFiles(target).write(1, 2, List.of("late")));
        assertThat(out).doesNotExist();
        files.discard();

        Files.createDirectory(out);
        PartFiles again = new PartFiles(target);
        again.begin(MODEL);
        new PartFiles(target).write(0, 1, List.of("a"));
        Files.writeString(out.resolve("mine"), "");
        again.discard();
        assertThat(names()).containsExactly("mine");
        Files.delete(out.resolve("mine"));
        new PartFiles(target()).discard();
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void namesWhatIsMissingAndWhatIsNotOurs() throws IOException {
        PartFiles.Target target = target();
        PartFiles files = new PartFiles(target);
        files.begin(MODEL);
        new PartFiles(target).write(0, 1, List.of("a"));
        new PartFiles(target).write(2, 1, List.of("c"));
        refuses(1, "part-00001 is missing", () -> files.end(3));
        new PartFiles(target).write(1, 1, List.of("b"));
        refuses(1, "found part-00002 beside the parts", () -> files.end(2));
        Files.writeString(out.resolve(LEFT), "of another command");
        refuses(1, "found " + LEFT + " beside the parts", () -> files.end(3));
        assertThat(out.resolve("_SUCCESS")).doesNotExist();
        files.discard();
        assertThat(out).doesNotExist();
    }

    @Test
    void whatCannotBeMadeIsSaid() throws IOException {
        out = Files.writeString(folder.resolve("file"), "").resolve("out");
        PartFiles files = new PartFiles(target());
        refuses(1, "cannot be written", () -> files.begin(MODEL));
        files.discard();
        assertThat(folder.resolve("file")).isRegularFile();
        refuses(2, "cannot be read", () -> new PartFiles(PartFiles.Target.of("none://host/out")).check(data));
    }
}
