package gatewise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The application in a JVM of its own, for what shows only when that ends or is stopped. */
final class OwnJvm {
    private OwnJvm() {}

    /** To be started; a command line without "gatewise". */
    static ProcessBuilder gatewise(List<String> arguments) {
        return java(List.of(), Main.class, arguments);
    }

    /**
     * Another class of the tests.
     *
     * @param flags of the JVM
     */
    static ProcessBuilder java(List<String> flags, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
