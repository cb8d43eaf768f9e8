package gatewise.cli;

import gatewise.cli.StatusLine.Part;
import gatewise.data.ReadingProgress;
import gatewise.io.Text;
import java.io.PrintWriter;
import java.util.List;

/** Shows on a terminal how far the reading of a large file has come. */
final class ReadingLine implements ReadingProgress {
    private static final long MEGABYTE = 1_000_000;
    /** What is read before anybody could look. */
    private static final long SMALL = 20 * MEGABYTE;

    private final StatusLine line;

    ReadingLine(PrintWriter err, Terminal terminal) {
        line = new StatusLine(err, terminal);
    }

    @Override
    public void read(long bytes, long all) {
        if (bytes < SMALL) {
            return;
        }
        if (bytes >= all && all > 0) {
            line.clear();
            return;
        }
        double share = all == 0 ? 0 : (double) bytes / all;
        String text = all == 0
                ? Text.format("%d MB", bytes / MEGABYTE)
                : Text.format("%d of %d MB", bytes / MEGABYTE, all / MEGABYTE);
        line.draw(share, () -> List.of(new Part(0, "reading"), Part.bar(2), new Part(1, text)));
    }
}
