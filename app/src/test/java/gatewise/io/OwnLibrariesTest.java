package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnLibrariesTest {
    private static final String CLASS = "gatewise/io/Text.class";

    @TempDir
    Path folder;

    private Path jar(String name, String... entries) throws Exception {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                out.putNextEntry(new JarEntry(entry));
                try (InputStream in = Text.class.getClassLoader().getResourceAsStream(entry)) {
                    out.write(in == null ? entry.getBytes() : in.readAllBytes());
                }
            }
        }
        return jar;
    }

    @Test
    void loadsItsOwnClassesAndTheClassPathsOthers() throws Exception {
        Path logging = jar("slf4j-api-9.jar", "org/slf4j/Logger.class");
        ClassLoader own = OwnLibraries.of(List.of(jar("gatewise-app.jar", CLASS, "found"), logging));
        Class<?> text = own.loadClass(Text.class.getName());
        assertThat(text).isNotEqualTo(Text.class);
        assertThat(text.getClassLoader()).isSameAs(own);
        assertThat(own.loadClass(Text.class.getName())).isSameAs(text);
        assertThat(own.loadClass(Json.class.getName())).isSameAs(Json.class);
        assertThat(own.loadClass("org.slf4j.Logger")).isSameAs(org.slf4j.Logger.class);
        assertThat(own.loadClass("java.lang.String")).isSameAs(String.class);
        assertThat(own.getResource("found"))
                .hasToString("jar:" + folder.resolve("gatewise-app.jar").toUri().toURL() + "!/found");
        List<URL> both = Collections.list(own.getResources(CLASS));
        assertThat(both).hasSize(2);
        assertThat(both.get(0))
                .hasToString("jar:" + folder.resolve("gatewise-app.jar").toUri().toURL() + "!/" + CLASS);
    }

    @Test
    void leavesLoggingToTheClassPath() {
        assertThat(OwnLibraries.isForLogging(Path.of("lib/slf4j-api-2.0.20.jar")))
                .isTrue();
        assertThat(OwnLibraries.isForLogging(Path.of("lib/logback-core-1.6.6.jar")))
                .isTrue();
        assertThat(OwnLibraries.isForLogging(Path.of("slf4j-lib/jackson-core-2.23.0.jar")))
                .isFalse();
    }
}
