package gatewise.fuzz;

import gatewise.data.Columns;
import gatewise.data.Dataset;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.data.Task;
import gatewise.data.Window;
import java.util.List;

/** Files of sequences, whatever they are, read for every task. */
public final class SequencesTarget {
    private static final FuzzedFile FILE = new FuzzedFile("sequences");
    private static final List<Reading> READINGS = List.of(
            new Reading(null, Columns.NONE, Missing.INTERPOLATE, null),
            new Reading(null, new Columns("id", "t", "kind", null, null), Missing.INTERPOLATE, null),
            new Reading(Task.TAG, new Columns("id", "t", "kind", null, null), Missing.ZERO, null),
            new Reading(Task.REGRESS, new Columns("id", "t", null, List.of("a"), List.of("b")), Missing.ZERO, null),
            new Reading(null, new Columns(null, null, "kind", null, null), Missing.INTERPOLATE, null),
            new Reading(
                    Task.FORECAST,
                    new Columns(null, "hour", null, List.of("load", "wind"), List.of("load")),
                    Missing.INTERPOLATE,
                    new Window(4, 2, 0)));

    private SequencesTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        for (Reading reading : READINGS) {
            FILE.read(bytes, file -> Dataset.open(file.toString(), reading, null));
        }
    }
}
