package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that no checkpoint can hold are refused before training, which would be lost. */
@RequiresBackend
class UnkeepableNamesTest {
    private static final String[] LONG_FORM = {"--sequence", "s", "--step", "t", "--label", "l"};

    @TempDir
    Path folder;

    static Stream<Arguments> tables() {
        String odd = " without a name; give each a name of its own";
        String tooLong = " one of 1001 characters, more than 1000, '";
        return Stream.of(
                Arguments.of("a.csv", labelled("x", "\" \""), LONG_FORM, "has among its classes one" + odd),
                Arguments.of("a.csv", labelled("x", "\"\t\""), LONG_FORM, "has among its classes one" + odd),
                Arguments.of("a.csv", labelled("x", "\u3000"), LONG_FORM, "has among its classes one" + odd),
                Arguments.of("a.csv", labelled("\" \"", "b"), LONG_FORM, "has among its features one" + odd),
                Arguments.of("a.csv", labelled("x".repeat(1_001), "b"), LONG_FORM, "has among its features" + tooLong),
                Arguments.of(
                        "a.csv",
                        numbers("x".repeat(999)),
                        new String[] {"--window", "5", "--step", "t"},
                        "has among its numbers to be said" + tooLong),
                Arguments.of(
                        "a.csv",
                        targets("y".repeat(1_001)),
                        new String[] {"--sequence", "s", "--step", "t", "--target", "y".repeat(1_001)},
                        "has among its numbers to be said" + tooLong),
                Arguments.of(
                        " .csv",
                        labelled("x", "b"),
                        LONG_FORM,
                        "the set has a name that cannot be kept (one without a name); give the file another name"));
    }

    private static String labelled(String feature, String label) {
        return "s,t," + feature + ",l\n" + rows(i -> i + "," + (i / 2 % 2 == 0 ? "a" : label));
    }

    private static String targets(String name) {
        return "s,t,x," + name + "\n" + rows(i -> i + "," + i / 2 % 7);
    }

    /** Of forty sequences of two steps. */
    private static String rows(IntFunction<String> values) {
        return IntStream.range(0, 80)
                .mapToObj(i -> i / 2 + "," + i % 2 + "," + values.apply(i) + "\n")
                .collect(Collectors.joining());
    }

    private static String numbers(String name) {
        return "t," + name + "\n"
                + IntStream.range(0, 200)
                        .mapToObj(i -> i + "," + i * i % 7 + "\n")
                        .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("tables")
    void areRefusedBeforeTraining(String name, String table, String[] options, String problem) throws Exception {
        Path data = Files.writeString(folder.resolve(name), table);
        for (String command : List.of("train", "compare")) {
            Path out = folder.resolve("out");
            List<Object> words = new ArrayList<>(List.of(command, "--data", data, "--epochs", 1, "--out", out));
            words.addAll(List.of(options));
            CommandResult result = run(words.toArray()).hasExitCode(2);
            assertThat(result.err().lines().toList())
                    .filteredOn(line -> line.startsWith("gatewise: "))
                    .singleElement()
                    .asString()
                    .contains(problem);
            assertThat(result.err()).doesNotContain("epoch");
            assertThat(out)
                    .satisfiesAnyOf(
                            path -> assertThat(path).doesNotExist(),
                            path -> assertThat(path).isEmptyDirectory());
        }
    }
}
