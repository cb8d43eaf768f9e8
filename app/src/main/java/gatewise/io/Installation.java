package gatewise.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that the application was built into, or unpacked to, with what came along with it. */
public final class Installation {
    /** Names the system property that bin/gatewise sets. */
    static final String HOME = "gatewise.home";

    private Installation() {}

    /** Trained networks, in order of their names; none where the application was started in another way. */
    public static List<Path> models() {
        return files("docs/models", ".zip");
    }

    /** Outputs and gradients that were computed elsewhere, in order of their names; none as for {@link #models}. */
    public static List<Path> referenceCases() {
        return files("reference", ".json");
    }

    /** The libraries that it runs with, in order of their names; none as for {@link #models}. */
    public static List<Path> jars() {
        return files("lib", ".jar");
    }

    private static List<Path> files(String folder, String ending) {
        String home = System.getProperty(HOME);
        Path path = home == null ? null : Path.of(home).resolve(folder).normalize();
        if (path == null || !Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError(
                    Text.format("%s: cannot be listed (%s)", path, Reason.of(e)), "install Gatewise again", e);
        }
    }
}
