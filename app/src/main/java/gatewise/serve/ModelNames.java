package gatewise.serve;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What clients know files and folders by: they need not know where on this machine these are. */
public final class ModelNames {
    private ModelNames() {}

    /**
     * The last name of each path, with its folder's before it where another has the same, and with a number behind it where that
     * does not tell them apart.
     */
    public static List<String> of(List<Path> paths) {
        List<String> names = paths.stream().map(ModelNames::of).toList();
        List<String> longer = paths.stream()
                .map(path -> Collections.frequency(names, of(path)) == 1 ? of(path) : withFolder(path))
                .toList();
        return IntStream.range(0, longer.size())
                .mapToObj(i -> Collections.frequency(longer, longer.get(i)) == 1
                        ? longer.get(i)
                        : longer.get(i) + " (" + (1 + Collections.frequency(longer.subList(0, i), longer.get(i))) + ")")
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
