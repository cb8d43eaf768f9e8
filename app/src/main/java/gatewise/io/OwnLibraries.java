package gatewise.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Loads what is in some jars from these, even where the class path has it in another version. */
public final class OwnLibraries extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private OwnLibraries(URL[] jars) {
        super(jars, OwnLibraries.class.getClassLoader());
    }

    /** Of all but the jars for logging, which is the class path's. */
    public static ClassLoader of(List<Path> jars) {
        return new OwnLibraries(jars.stream()
                .filter(jar -> !isForLogging(jar))
                .map(OwnLibraries::url)
                .toArray(URL[]::new));
    }

    /** Whether a jar is of SLF4J or behind it: of these there is one in a process. */
    public static boolean isForLogging(Path jar) {
        return jar.getFileName().toString().matches("(slf4j|logback)-.*");
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null && !name.startsWith("java.")) {
                try {
                    found = findClass(name);
                } catch (ClassNotFoundException e) {
                    // The class path may have it.
                }
            }
            if (found == null) {
                return super.loadClass(name, resolve);
            }
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Set<URL> all = new LinkedHashSet<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(super.getResources(name)));
        return Collections.enumeration(all);
    }
}
