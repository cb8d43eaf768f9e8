package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A written class, compiled by javac alone and loaded without the class path of this application. */
final class WrittenClass implements AutoCloseable {
    private final URLClassLoader loader;
    private final Class<?> type;
    private final Object classifier;
    private int code;

    WrittenClass(Path folder, String name) throws Exception {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter talk = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Path source = folder.resolve(name.replace('.', '/') + ".java");
            List<String> flags = List.of("-Xlint:all", "-Werror", "--release", "11", "-cp", folder.toString());
            boolean done = javac.getTask(talk, files, null, flags, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(done).as("%s", talk).isTrue();
        }
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        type = loader.loadClass(name);
        classifier = type.getConstructor().newInstance();
    }

    float[] probabilities(float[][] rows) throws Exception {
        return (float[]) ask("probabilities", rows);
    }

    Object ask(String method, float[]... steps) throws Exception {
        return type.getMethod(method, float[][].class).invoke(classifier, (Object) steps);
    }

    /** What its reader says last. */
    float[] steps(float[]... steps) throws Exception {
        Object reader = ask("reader");
        float[] last = null;
        for (float[] step : steps) {
            last = (float[]) reader.getClass().getMethod("step", float[].class).invoke(reader, (Object) step);
        }
        return last;
    }

    Object ask(String method) throws Exception {
        return type.getMethod(method).invoke(classifier);
    }

    String main(Object... arguments) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            code = (int) type.getMethod("run", String[].class).invoke(null, (Object)
                    Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** What its last main would exit with. */
    int code() {
        return code;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
