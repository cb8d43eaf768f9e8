package gatewise.cli;

import gatewise.io.MemoryShortage;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Says in one line that memory was too small, and what makes a command need less or have more. */
final class TooLittleMemory {
    /** What makes a command need less memory outside of Java's heap, the strongest first. */
    private static final List<String> LOWER = List.of("--batch", "--hidden", "--parameters", "--limit", "--threads");

    /** What makes it need less of the heap, which holds the data whole, and a network while it is written; named if they were given. */
    private static final List<String> LOWER_HEAP = List.of("--hidden", "--parameters");

    /** Options of files that are read. Some commands write a file of the same name. */
    private static final Map<String, List<String>> READ =
            Map.of("import", List.of("--onnx", "--data"), "train", List.of("--data"), "compare", List.of("--data"));

    /** A file takes several times its size. */
    private static final int LEAST_SHARE = 100;

    private static final long MEGABYTE = 1 << 20;
    private static final long GIGABYTE = 1 << 30;
    private static final long USUAL = 8;

    private TooLittleMemory() {}

    /**
     * The failed job.
     *
     * @param command that failed
     * @return null if the failure is another one
     */
    static UserError of(Throwable failure, CommandSpec command) {
        String what = MemoryShortage.of(failure);
        if (what == null) {
            return null;
        }
        boolean heap = isHeap(what);
        List<String> less = new ArrayList<>();
        ParseResult result = command.commandLine().getParseResult();
        List<String> lower = (heap ? LOWER_HEAP : isOfTheJvm(what) ? List.<String>of() : LOWER)
                .stream()
                        .filter(flag -> command.findOption(flag) != null)
                        .filter(flag -> !heap || result != null && result.hasMatchedOption(flag))
                        .toList();
        if (!lower.isEmpty()) {
            less.add("lower " + either(lower));
        }
        List<String> smaller = result == null ? List.of() : given(command, result);
        if (heap && !smaller.isEmpty()) {
            less.add("give a smaller " + either(smaller));
        }
        less.add((less.isEmpty() ? "allow more" : "or allow more") + more(what));
        return UserError.failedJob(problem(what), String.join(", ", less), failure);
    }

    /** Such as "there is not enough memory (Java heap space; Java's heap may take 64 MB)". */
    static String problem(String what) {
        String heap = isOfTheJvm(what)
                ? ""
                : Text.format(
                        "; Java's heap may take %d MB", Runtime.getRuntime().maxMemory() / MEGABYTE);
        return "there is not enough memory (" + what + heap + ")";
    }

    /** Files that the user named and that may be what is large: not what came with the application. */
    private static List<String> given(CommandSpec command, ParseResult result) {
        List<String> given = new ArrayList<>();
        READ.getOrDefault(command.name(), List.of("--data")).stream()
                .filter(result::hasMatchedOption)
                .forEach(given::add);
        result.matchedPositionals().stream()
                .filter(positional -> isLarge(positional.getValue()))
                .map(PositionalParamSpec::paramLabel)
                .distinct()
                .forEach(given::add);
        return given;
    }

    /** A file that can matter; a network of 100 KB is not why the memory is too small. */
    private static boolean isLarge(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().anyMatch(TooLittleMemory::isLarge);
        }
        try {
            return !(value instanceof Path file)
                    || LEAST_SHARE * Files.size(file) > Runtime.getRuntime().maxMemory();
        } catch (IOException e) {
            return true;
        }
    }

    private static String either(List<String> flags) {
        int last = flags.size() - 1;
        return last == 0 ? flags.get(0) : String.join(", ", flags.subList(0, last)) + " or " + flags.get(last);
    }

    private static boolean isHeap(String what) {
        String text = what.toLowerCase(Locale.ROOT);
        return text.contains("heap") || text.contains("overhead") || text.contains("array size");
    }

    /** What the JVM needs for itself, of which a run is no part. */
    private static boolean isOfTheJvm(String what) {
        String text = what.toLowerCase(Locale.ROOT);
        return text.contains("metaspace") || text.contains("class space") || text.contains("native thread");
    }

    /** The heap has one bound, memory outside of it others; more than there is now, at least. */
    private static String more(String what) {
        String text = what.toLowerCase(Locale.ROOT);
        if (text.contains("native thread")) {
            return " processes or threads to this user, as by ulimit -u";
        }
        long now = Runtime.getRuntime().maxMemory() / GIGABYTE;
        String bound = isHeap(what)
                ? "-Xmx"
                : text.contains("metaspace")
                        ? "-XX:MaxMetaspaceSize="
                        : text.contains("class space")
                                ? "-XX:CompressedClassSpaceSize="
                                : text.contains("direct buffer")
                                        ? "-XX:MaxDirectMemorySize="
                                        : "-Dorg.bytedeco.javacpp.maxBytes=";
        long gigabytes = isOfTheJvm(what) ? 1 : now < USUAL ? USUAL : 2 * now;
        return " with GATEWISE_OPTS='" + bound + gigabytes + "g'";
    }
}
