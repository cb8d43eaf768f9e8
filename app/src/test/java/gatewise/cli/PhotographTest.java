package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresBackend
class PhotographTest {
    private static final String MODEL = "../docs/models/lstm-28.zip";

    /** Two photographs whose Exif segment, which says that they lie on their side, comes before JFIF's. */
    @ParameterizedTest
    @ValueSource(strings = {"4", "7"})
    void isReadUprightByPredictAndExplain(String digit) {
        String photograph = "src/test/resources/gatewise/data/exif-6-digit-" + digit + ".jpg";
        CommandResult predicted = run("predict", MODEL, photograph, "--top", 1);
        assertThat(predicted.hasExitCode(0).out()).contains(".jpg:  " + digit + " 100.0%");
        CommandResult explained = run("explain", MODEL, photograph, "--json");
        assertThat(explained.hasExitCode(0).out()).contains("\"predicted\" : \"" + digit + "\"");
    }

    /** Photographs of squared paper with noise, and strong ink where the ground goes from a grey to white. */
    @ParameterizedTest
    @CsvSource({
        "squared-paper-digit-2.jpg, 2",
        "squared-paper-digit-5.jpg, 5",
        "squared-paper-digit-6.jpg, 6",
        "shadow-120-digit-4.png, 4",
        "shadow-180-digit-4.png, 4"
    })
    void isReadOnSquaredPaperAndInTheShadow(String file, String digit) {
        CommandResult predicted = run("predict", MODEL, "src/test/resources/gatewise/data/" + file, "--top", 1);
        assertThat(predicted.hasExitCode(0).out()).contains(file + ":  " + digit + " ");
    }
}
