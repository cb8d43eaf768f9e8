package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntilExitTest {
    /** Prints while it runs, and while it ends. */
    static final class Printing {
        public static void main(String[] args) {
            System.setErr(UntilExit.of(System.err));
            System.err.println("runs");
            System.err.print('r');
            System.err.println();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.err.println("ends");
                System.err.print('e');
                new IllegalStateException("ends").printStackTrace();
                System.out.println("the hook ran");
            }));
        }
    }

    @Test
    void dropsWhatIsPrintedWhileTheJvmEnds() throws Exception {
        Process process = OwnJvm.java(List.of(), Printing.class, List.of()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).isEqualToNormalizingNewlines("the hook ran\n");
        assertThat(err).isEqualToNormalizingNewlines("runs\nr\n");
    }
}
