package gatewise.cli;

import gatewise.testing.BoundedJvm;
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
        return new ProcessBuilder(BoundedJvm.command(flags, main, arguments));
    }
}
