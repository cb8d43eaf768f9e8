package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's JVM reads no object in Java's own form, whether the launcher says so or Main alone. */
class SerialFilterTest {

    /** Ends as Main does, and then tries to read an object. */
    static final class Attempt {
        private Attempt() {}

        public static void main(String[] arguments) throws Exception {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new ArrayList<>(List.of(1)));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(read(bytes.toByteArray()))));
            Main.main(arguments);
        }

        private static String read(byte[] bytes) {
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                return "read " + in.readObject();
            } catch (InvalidClassException e) {
                return "refused: " + e.getMessage();
            } catch (Exception e) {
                return "failed: " + e;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dgatewise.test=none", "-Djdk.serialFilter=!*"})
    void refusesEveryObject(String flag) throws Exception {
        List<String> command =
                new ArrayList<>(OwnJvm.gatewise(List.of("--help")).command());
        command.set(command.indexOf(Main.class.getName()), Attempt.class.getName());
        command.add(1, flag);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("Usage: gatewise", "refused: filter status: REJECTED");
    }
}
