package gatewise.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the web page. All of them are read when the server starts, from the folder of the class path that holds
 * index.html; a request finds a name among those or nothing, and reaches no file system.
 */
final class Page {
    private static final String START = "index.html";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Response> files = new HashMap<>();

    /** @param folder on the class path, ending with a slash; without index.html in it there is no page */
    Page(ClassLoader classPath, String folder) {
        URL start = classPath.getResource(folder + START);
        if (start == null) {
            return;
        }
        try {
            for (String name : names(start, folder)) {
                Matcher matcher = NAME.matcher(name);
                if (matcher.matches()) {
                    try (InputStream in = classPath.getResourceAsStream(folder + name)) {
                        files.put("/" + name, Response.file(TYPES.get(matcher.group(1)), in.readAllBytes()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be read", e);
        }
        files.put("/", files.get("/" + START));
    }

    private static List<String> names(URL start, String folder) throws IOException {
        if (start.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(folder))
                        .map(name -> name.substring(folder.length()))
                        .toList();
            }
        }
        try (Stream<Path> entries =
                Files.list(Path.of(URI.create(start.toString())).getParent())) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    /** The file that a path names, or null. */
    Response find(String path) {
        return files.get(path);
    }
}
