package gatewise.cli;

import gatewise.io.Text;
import gatewise.report.DisplayWidth;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The line of a terminal that is drawn over and over while something is at work; none where there is no terminal. */
final class StatusLine {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int SHORTEST_BAR = 5;
    private static final int LONGEST_BAR = 30;
    private static final int GAP = 2;

    private final PrintWriter err;
    private final Terminal terminal;
    private long drawn;
    private int length;

    StatusLine(PrintWriter err, Terminal terminal) {
        this.err = VisibleWriter.controlled(err);
        this.terminal = terminal;
    }

    /**
     * A part of the line, or the place of its bar.
     *
     * @param rank those of a higher one are left out first where the line is too narrow
     */
    record Part(int rank, String text) {
        static Part bar(int rank) {
            return new Part(rank, null);
        }

        int width() {
            return text == null ? SHORTEST_BAR + 2 : DisplayWidth.of(text);
        }
    }

    /** Draws it, if it is time. */
    void draw(double share, Supplier<List<Part>> parts) {
        long now = System.nanoTime();
        if (!terminal.showsProgress() || now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        // A terminal may break a line that fills it.
        String line = Text.visible(fit(parts.get(), share, terminal.width() - 1));
        int width = DisplayWidth.of(line);
        err.print("\r" + line + " ".repeat(Math.max(0, Math.min(length, terminal.width() - 1) - width)));
        err.flush();
        length = width;
    }

    /** Takes it away. */
    void clear() {
        if (length > 0) {
            err.print("\r" + " ".repeat(Math.min(length, terminal.width() - 1)) + "\r");
            err.flush();
            length = 0;
        }
    }

    /** As many parts as fit, in their order; the bar takes what is left. */
    static String fit(List<Part> parts, double share, int width) {
        Set<Part> chosen = new HashSet<>();
        int used = -GAP;
        for (Part part :
                parts.stream().sorted(Comparator.comparingInt(Part::rank)).toList()) {
            if (used + GAP + part.width() <= width) {
                chosen.add(part);
                used += GAP + part.width();
            }
        }
        int bar = Math.min(LONGEST_BAR, SHORTEST_BAR + width - used);
        int filled = (int) (bar * Math.max(0, Math.min(1, share)));
        StringBuilder line = new StringBuilder();
        for (Part part : parts) {
            if (chosen.contains(part)) {
                line.append(line.isEmpty() ? "" : " ".repeat(GAP))
                        .append(
                                part.text() == null
                                        ? "[" + "=".repeat(filled) + " ".repeat(bar - filled) + "]"
                                        : part.text());
            }
        }
        return line.toString();
    }
}
