package gatewise.cli;

import gatewise.io.MemoryShortage;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** Says in one line that memory was too small, and what makes a command need less or have more. */
final class TooLittleMemory {
    /** What makes a command need less, the strongest first. */
    private static final List<String> LOWER = List.of("--batch", "--hidden", "--limit", "--threads");

    private static final long MEGABYTE = 1 << 20;

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
        List<String> lower = new ArrayList<>();
        LOWER.stream().filter(flag -> command.findOption(flag) != null).forEach(lower::add);
        String less = lower.isEmpty() ? "give smaller files" : "lower " + either(lower);
        return UserError.failedJob(
                Text.format(
                        "there is not enough memory (%s; Java's heap may take %d MB)",
                        what, Runtime.getRuntime().maxMemory() / MEGABYTE),
                less + ", or allow more with GATEWISE_OPTS='" + more(what) + "'",
                failure);
    }

    private static String either(List<String> flags) {
        int last = flags.size() - 1;
        return last == 0 ? flags.get(0) : String.join(", ", flags.subList(0, last)) + " or " + flags.get(last);
    }

    /** The heap has one bound, memory outside of it another. */
    private static String more(String what) {
        String text = what.toLowerCase(Locale.ROOT);
        boolean heap = text.contains("heap") || text.contains("overhead") || text.contains("array size");
        return heap ? "-Xmx8g" : "-Dorg.bytedeco.javacpp.maxBytes=8g";
    }
}
