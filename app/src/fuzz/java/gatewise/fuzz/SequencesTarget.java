package gatewise.fuzz;

import gatewise.data.Columns;
import gatewise.data.Dataset;
import gatewise.data.Missing;
import gatewise.data.Reading;

/** Files of sequences, whatever they are. */
public final class SequencesTarget {
    private static final FuzzedFile FILE = new FuzzedFile("sequences");
    private static final Reading READING = new Reading(null, Columns.NONE, Missing.INTERPOLATE, null);

    private SequencesTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> Dataset.open(file.toString(), READING, null));
    }
}
