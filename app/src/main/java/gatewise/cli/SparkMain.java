package gatewise.cli;

import gatewise.io.Installation;
import gatewise.io.OwnLibraries;
import java.nio.file.Path;
import java.util.List;

/**
 * The same as {@link Main} where Spark's jars come first on the class path: what runs in it has the versions of libraries that
 * it was built with, and Spark has its own.
 */
public final class SparkMain {
    private SparkMain() {}

    /** Ends the JVM with the exit code of the command. */
    public static void main(String[] args) throws ReflectiveOperationException {
        List<Path> jars = Installation.jars();
        if (jars.isEmpty()) {
            Main.main(args);
            return;
        }
        ClassLoader own = OwnLibraries.of(jars);
        Thread.currentThread().setContextClassLoader(own);
        Class.forName(Main.class.getName(), true, own)
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}
