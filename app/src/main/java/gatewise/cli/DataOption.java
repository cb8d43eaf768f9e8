package gatewise.cli;

import gatewise.data.Dataset;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which images. */
class DataOption {
    private static final String BUNDLED = "mnist";

    @Option(
            names = "--data",
            paramLabel = "DIR|mnist",
            description = "Folder with IDX files as of Fashion-MNIST or EMNIST (gzipped or not; where it holds several"
                    + " sets, DIR/PREFIX), or mnist, the bundled one and the default.")
    private String data;

    /** Whether the user named a set. */
    boolean isGiven() {
        return data != null;
    }

    /** As provenance keeps it: folders in full. */
    String source() {
        return source(data);
    }

    /** The same of what the user gave, null for nothing. */
    static String source(String data) {
        return data == null || data.equals(BUNDLED)
                ? BUNDLED
                : Path.of(data).toAbsolutePath().normalize().toString();
    }

    Dataset open() {
        return Dataset.open(data == null ? BUNDLED : data);
    }
}
