package gatewise.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessIdentityTest {
    private static final ProcessIdentity HERE = ProcessIdentity.here();

    @Test
    void aProcessIsTheSameAllItsLifeAndSeesItself() {
        assertThat(ProcessIdentity.here()).isEqualTo(HERE);
        assertThat(HERE.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(HERE.started()).isNotEmpty();
        assertThat(HERE.lives()).isTrue();
        assertThat(HERE.hasEnded()).isFalse();
    }

    @Test
    void anotherProcessOfTheSameNumberHasTakenTheNumberOver() {
        ProcessIdentity earlier = new ProcessIdentity(HERE.host(), HERE.space(), HERE.pid(), HERE.started() + "0");
        assertThat(earlier.hasEnded()).isTrue();
        assertThat(earlier.lives()).isFalse();
    }

    @Test
    void ofAProcessElsewhereNothingIsKnown() {
        for (long pid : new long[] {HERE.pid(), 4_000_000_000L}) {
            ProcessIdentity elsewhere = new ProcessIdentity(HERE.host(), "another container", pid, HERE.started());
            assertThat(elsewhere.hasEnded()).isFalse();
            assertThat(elsewhere.lives()).isFalse();
        }
        assertThat(new ProcessIdentity("renamed", HERE.space(), HERE.pid(), HERE.started()).lives())
                .isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatWasKilledHasEndedBeforeItsParentNotices() throws Exception {
        // A shell that never waits for its child, which stays a zombie when it is killed.
        Process shell = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        try {
            long pid = Long.parseLong(shell.inputReader().readLine());
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String started = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
            ProcessIdentity child = new ProcessIdentity(HERE.host(), HERE.space(), pid, started);
            assertThat(child.lives()).isTrue();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            for (int i = 0; i < 1000 && !child.hasEnded(); i++) {
                Thread.sleep(10);
            }
            assertThat(child.hasEnded()).isTrue();
            assertThat(child.lives()).isFalse();
        } finally {
            shell.destroyForcibly();
        }
    }
}
