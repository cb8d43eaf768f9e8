package gatewise.fuzz;

import gatewise.data.Holdout;
import gatewise.network.NetworkSpec;
import gatewise.study.StudyFile;

/** Lists of networks in JSON. */
public final class StudyTarget {
    private static final FuzzedFile FILE = new FuzzedFile("study.json");

    private StudyTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> StudyFile.read(file, NetworkSpec.tutorial(), Holdout.FIRST));
    }
}
