package gatewise.cli;

import gatewise.io.MemoryShortage;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Says in one line that memory was too small, and what makes a command need less or have more. */
final class TooLittleMemory {
    /** Options of files that are read. Some commands write a file of the same name. */
    private static final Map<String, List<String>> READ =
            Map.of("import", List.of("--onnx", "--data"), "train", List.of("--data"), "compare", List.of("--data"));

    /** A file takes several times its size. */
    private static final int LEAST_SHARE = 100;

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
        MemoryKind kind = MemoryKind.of(what);
        boolean heap = kind == MemoryKind.HEAP;
        List<String> less = new ArrayList<>();
        ParseResult result = command.commandLine().getParseResult();
        // Of what the heap holds, the data come first; other options are named if they were given.
        List<String> lower = kind.lower().stream()
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
        less.add((less.isEmpty() ? "" : "or ") + kind.more());
        return UserError.failedJob(kind.problem(what), String.join(", ", less), failure);
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
}
