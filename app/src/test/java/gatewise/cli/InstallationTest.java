package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands do without files where bin/gatewise says what came along. */
@RequiresBackend
class InstallationTest {
    private static final String HOME = "gatewise.home";
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @TempDir
    private Path home;

    @BeforeEach
    void install() {
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void uninstall() {
        System.clearProperty(HOME);
    }

    @Test
    void verifyTakesTheReferenceCasesThatCameAlong() throws Exception {
        Path folder = Files.createDirectory(home.resolve("reference"));
        for (String name : new String[] {"lstm-small.json", "gru-small.json", "make_reference.py"}) {
            Files.copy(REFERENCE.resolve(name), folder.resolve(name));
        }
        assertThat(run("verify").hasExitCode(0).out().lines())
                .anyMatch(line -> line.startsWith("gru-small.json"))
                .anyMatch(line -> line.startsWith("lstm-small.json"))
                .noneMatch(line -> line.startsWith("gru-stacked.json"))
                .last()
                .isEqualTo("all agree");
    }

    @Test
    void whereNothingCameAlongTheFixIsToGiveFiles() throws Exception {
        Files.createDirectories(home.resolve("docs/models"));
        run("verify").isWrongUse("nothing to verify", "gatewise verify FILE");
        run("serve").isWrongUse("nothing to serve", "give a checkpoint", "train --serve");
    }
}
