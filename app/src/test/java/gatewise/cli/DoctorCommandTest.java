package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.backend.Check;
import gatewise.backend.Check.Status;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Diagnosis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {
    private static final Diagnosis BAD = new Diagnosis(List.of(
            new Check("Java", Status.OK, "17", ""),
            new Check("threads", Status.WARN, "too many", "take fewer"),
            new Check("natives", Status.FAIL, "no driver", "install one")));

    private final StringWriter out = new StringWriter();

    @Test
    void printsALinePerCheckAndTheFixBelow() {
        assertThat(run(new DoctorCommand(() -> BAD))).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "ok    Java        17",
                        "warn  threads     too many",
                        "                  fix: take fewer",
                        "FAIL  natives     no driver",
                        "                  fix: install one");
    }

    @Test
    void printsTheSameAsJson() throws IOException {
        assertThat(run(new DoctorCommand(() -> BAD), "--json")).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("trainingWouldRun").asBoolean()).isFalse();
        assertThat(json.get("checks")).hasSize(3);
        assertThat(json.at("/checks/2/status").asText()).isEqualTo("FAIL");
        assertThat(json.at("/checks/2/fix").asText()).isEqualTo("install one");
    }

    @Test
    void succeedsWhereOnlyWarningsAre() {
        Diagnosis good = new Diagnosis(BAD.checks().subList(0, 2));
        assertThat(run(new DoctorCommand(() -> good))).isZero();
    }

    @Test
    void diagnosesThisMachineWhetherItsBackendRunsOrNot() {
        int exitCode = run(new DoctorCommand());
        assertThat(exitCode).isEqualTo(ActiveBackend.get().examine().problem().isPresent() ? 1 : 0);
        assertThat(out.toString())
                .contains("backend     " + System.getProperty("gatewise.expectedBackend") + ": ND4J")
                .contains("MNIST, 4 files")
                .contains("Java        " + Runtime.version().feature());
    }

    private int run(DoctorCommand command, String... arguments) {
        return new CommandLine(command).setOut(new PrintWriter(out)).execute(arguments);
    }
}
