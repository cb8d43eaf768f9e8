package gatewise.serve;

import java.nio.file.Path;
import java.util.List;

/** What clients know files and folders by: they need not know where on this machine these are. */
public final class ModelNames {
    private ModelNames() {}

    /** The last name of each path, with its folder's before it where another has the same. */
    public static List<String> of(List<Path> paths) {
        List<String> names = paths.stream().map(ModelNames::of).toList();
        return paths.stream()
                .map(path -> names.stream().filter(of(path)::equals).count() == 1 ? of(path) : withFolder(path))
                .toList();
    }

    /** The last name of a path. */
    public static String of(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "/" : name.toString();
    }

    private static String withFolder(Path path) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        return folder == null ? of(path) : of(folder) + "/" + of(path);
    }
}
