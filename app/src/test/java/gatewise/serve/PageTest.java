package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final List<String> NAMES =
            List.of("index.html", "app-1.js", "style.css", "favicon.svg", "Server.class", ".hidden.js", "notes.txt");

    @TempDir
    Path folder;

    private static void check(URL classPath) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classPath}, null)) {
            Page page = new Page(loader, "web/page/");
            for (String name : NAMES.subList(0, 4)) {
                assertThat(page.find("/" + name).body()).asString().isEqualTo(name);
            }
            for (String name : NAMES.subList(4, NAMES.size())) {
                assertThat(page.find("/" + name)).as(name).isNull();
            }
            assertThat(page.find("/deep.js")).isNull();
            assertThat(page.find("/deeper/deep.js")).isNull();
            assertThat(page.find("/")).isSameAs(page.find("/index.html"));
        }
    }

    @Test
    void isReadFromAFolder() throws Exception {
        Path page = Files.createDirectories(folder.resolve("with space/web/page/deeper"))
                .getParent();
        for (String name : NAMES) {
            Files.writeString(page.resolve(name), name);
        }
        Files.writeString(page.resolve("deeper/deep.js"), "");
        check(folder.resolve("with space").toUri().toURL());
    }

    @Test
    void isReadFromAJar() throws Exception {
        Path file = folder.resolve("with space.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String name : NAMES) {
                jar.putNextEntry(new JarEntry("web/page/" + name));
                jar.write(name.getBytes());
            }
            jar.putNextEntry(new JarEntry("web/page/deeper/deep.js"));
        }
        check(file.toUri().toURL());
    }

    @Test
    void mayBeMissing() {
        assertThat(new Page(getClass().getClassLoader(), "no/page/").find("/")).isNull();
    }
}
