package gatewise.fuzz;

import gatewise.io.InputFile;
import gatewise.network.NetworkSpec;

/** Networks in JSON. */
public final class NetworkTarget {
    private static final FuzzedFile FILE = new FuzzedFile("network.json");

    private NetworkTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(
                bytes, file -> NetworkSpec.fromJson(InputFile.text(file, 1 << 20, "give a network"), file.toString()));
    }
}
