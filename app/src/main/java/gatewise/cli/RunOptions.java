package gatewise.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where data comes from and results go. */
final class RunOptions extends DataOption {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Train on the first N training images or sequences only.")
    Integer limit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for checkpoints, history, pictures and report; default: a new one in runs/.")
    Path out;

    @Option(
            names = "--resume",
            description =
                    "Continue the run in --out; --patience may change, and --epochs unless its learning rate falls"
                            + " over all epochs (--schedule cosine, --preset best).")
    boolean resume;

    @Option(names = "--dry-run", description = "Train one batch, print its loss, write nothing.")
    boolean dryRun;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "What computes: vector (this application's kernels by Java's Vector API, on processors with AVX-512), fast"
                            + " (its kernels by OpenBLAS), portable (ND4J operations), stock (DL4J's own layers) or auto, the"
                            + " fastest of them here and the default.")
    String engine;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute with; default: what is fastest for the network on this machine.")
    Integer threads;
}
