package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever language the machine speaks, files, figures and flags are the same. */
@RequiresBackend
class LocaleTest {
    /** Digits of its own; a capital I that is no small i's; a comma in numbers. */
    private static final List<String> TAGS = List.of("fa-IR", "tr-TR", "de-DE");

    private static final String DIGIT_OF_ANOTHER_SCRIPT = "[\\p{Nd}&&[^0-9]]";

    private final Locale before = Locale.getDefault();

    @TempDir
    Path folder;

    private Path data;
    private Path networks;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.write(folder.resolve("data"));
        networks = Files.writeString(
                folder.resolve("networks.json"),
                "[{\"cell\": \"gru\", \"hiddenSizes\": [6]}, {\"cell\": \"simple\", \"hiddenSizes\": [5]}]");
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    private CommandResult compare(Path out) {
        return run("compare", networks, "--data", data, "--batch", 16, "--epochs", 1, "--seeds", 2, "--out", out);
    }

    @Test
    void aStudyGoesOnUnderAnotherLocale() throws Exception {
        Path out = folder.resolve("study");
        CommandResult first = compare(out).hasExitCode(0);
        List<Path> files = files(out);
        assertThat(files).hasSizeGreaterThan(10);
        for (String tag : TAGS) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            CommandResult again = compare(out).hasExitCode(0);
            assertThat(again.out()).as(tag).isEqualTo(first.out());
            assertThat(files(out)).as(tag).isEqualTo(files);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "tr-TR", "de-DE"})
    void filesAndFiguresAreTheSame(String tag) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(tag));
        Path out = folder.resolve("study");
        CommandResult compared = compare(out).hasExitCode(0);
        assertThat(compared.out() + compared.err()).doesNotContainPattern(DIGIT_OF_ANOTHER_SCRIPT);
        assertThat(out.resolve("runs/01-gru-6-seed-1/result.json")).exists();
        int texts = 0;
        for (Path file : files(out)) {
            assertThat(file.toString()).doesNotContainPattern(DIGIT_OF_ANOTHER_SCRIPT);
            if (file.toString().matches(".*\\.(csv|html|json|md|svg)")) {
                texts++;
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(DIGIT_OF_ANOTHER_SCRIPT);
            }
        }
        assertThat(texts).isEqualTo(9);

        Path trained = folder.resolve("run");
        run("train", "--data", data, "--batch", 16, "--epochs", 1, "--out", trained)
                .hasExitCode(0);
        assertThat(Files.readAllLines(trained.resolve("history.csv")))
                .hasSize(2)
                .last()
                .asString()
                .matches("1,\\d\\.\\d{6},\\d\\.\\d{6},\\d\\.\\d{6},\\d+\\.\\d{3},\\d+,\\d\\.\\d{6}");
        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(Files.readString(trained.resolve("report.json"), StandardCharsets.UTF_8));
        assertThat(report.get("testAccuracy").isDouble()).isTrue();
    }

    @Test
    void valuesOfFlagsAreReadInEitherCaseUnderTurkish() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        for (String flags : List.of("--cell SIMPLE", "--cell simple", "--preset TUTORIAL", "--schedule COSINE")) {
            Object[] given = ("train --dry-run --data " + data + " --batch 16 " + flags).split(" ");
            assertThat(run(given).hasExitCode(0).out()).as(flags).contains("one batch: loss ");
        }
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
