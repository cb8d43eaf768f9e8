package gatewise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The application in a JVM of its own, for what shows only when that ends or is stopped. */
final class OwnJvm {
    private OwnJvm() {}

    /** To be started; a command line without "gatewise". */
    static ProcessBuilder gatewise(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
